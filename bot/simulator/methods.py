"""The table of the bot's methods; names are compared without regard to case, as Telegram does."""

from collections.abc import Callable
from typing import Any

from bot.simulator import methods_bot as own
from bot.simulator import methods_chats as chats
from bot.simulator import methods_edit as edit
from bot.simulator import methods_send as send
from bot.simulator import methods_webhook as webhook
from bot.simulator.params import Params
from bot.simulator.world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getme": own.get_me,
    "sendmessage": send.send_message,
    "sendphoto": send.send_photo,
    "senddocument": send.send_document,
    "sendmediagroup": send.send_media_group,
    "sendpoll": send.send_poll,
    "sendchataction": send.send_chat_action,
    "copymessage": send.copy_message,
    "copymessages": send.copy_messages,
    "forwardmessage": send.forward_message,
    "forwardmessages": send.forward_messages,
    "editmessagetext": edit.edit_message_text,
    "editmessagecaption": edit.edit_message_caption,
    "editmessagemedia": edit.edit_message_media,
    "editmessagereplymarkup": edit.edit_message_reply_markup,
    "deletemessage": edit.delete_message,
    "deletemessages": edit.delete_messages,
    "stoppoll": edit.stop_poll,
    "setmessagereaction": edit.set_message_reaction,
    "pinchatmessage": edit.pin_chat_message,
    "unpinchatmessage": edit.unpin_chat_message,
    "unpinallchatmessages": edit.unpin_all_chat_messages,
    "answercallbackquery": own.answer_callback_query,
    "getfile": own.get_file,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
    "getchatmembercount": chats.get_chat_member_count,
    "leavechat": chats.leave_chat,
    "createforumtopic": chats.create_forum_topic,
    "editforumtopic": chats.edit_forum_topic,
    "closeforumtopic": chats.close_forum_topic,
    "reopenforumtopic": chats.reopen_forum_topic,
    "deleteforumtopic": chats.delete_forum_topic,
    "setmycommands": own.set_my_commands,
    "getmycommands": own.get_my_commands,
    "deletemycommands": own.delete_my_commands,
    "setmyname": own.set_my_name,
    "getmyname": own.get_my_name,
    "setmydescription": own.set_my_description,
    "getmydescription": own.get_my_description,
    "setmyshortdescription": own.set_my_short_description,
    "getmyshortdescription": own.get_my_short_description,
    "setchatmenubutton": own.set_chat_menu_button,
    "getchatmenubutton": own.get_chat_menu_button,
    "getuserprofilephotos": own.get_user_profile_photos,
    "setwebhook": webhook.set_webhook,
    "deletewebhook": webhook.delete_webhook,
    "getwebhookinfo": webhook.get_webhook_info,
    "close": own.nothing_to_do,
    "logout": own.nothing_to_do,
}
