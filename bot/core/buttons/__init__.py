"""What a button sends back, typed. A claim by whoever sends it: rights and state are checked each time.

Here stand the names that others ask for; each feature has its buttons in a module of its own.
"""

from bot.core.buttons.answering import (
    AskToWithdraw,
    Back,
    Begin,
    Change,
    Choose,
    ExplainTerm,
    Later,
    ListSurveys,
    Onward,
    OpenSurvey,
    Send,
    SendUnfinished,
    Skip,
    TurnOverview,
    Withdraw,
)
from bot.core.buttons.asking import DeclineSurvey, RemindTomorrow, StopInviting
from bot.core.buttons.base import (
    MOST_BYTES,
    Chat,
    Forged,
    Tap,
)
from bot.core.buttons.coordinating import (
    ChooseAudience,
    CloseNow,
    ConfirmClosing,
    ConfirmOpening,
    ListFiles,
    OpenNow,
    PreviewSurvey,
)
from bot.core.buttons.counting import (
    AskToDropCount,
    CountAt,
    CountBy,
    CountChoose,
    CountFor,
    CountOn,
    CountOnward,
    CountRest,
    CountSkip,
    CountStep,
    DropCount,
    NextPerson,
    OpenCount,
    SaveCount,
)
from bot.core.buttons.drafts import (
    AskToThrowAway,
    ChooseReadyMade,
    CopyDraft,
    ListDrafts,
    ListMendable,
    MendText,
    OpenDraft,
    Pick,
    ReadyToAsk,
    StartDraft,
    ThrowAway,
    WriteDraft,
)
from bot.core.buttons.entries import (
    ChangePart,
    CheckEntry,
    EmptyPart,
    ExportEntries,
    HideEntry,
    ListEntriesToCheck,
    ListHiddenEntries,
    ListParts,
    SavePart,
    ShowEntryToCheck,
    ShowLookedFor,
)
from bot.core.buttons.exporting import ExportAs, ExportWhat, ListExports
from bot.core.buttons.feedback import (
    AskFeedback,
    AskOwnFeedback,
    DecidePassing,
    DeleteOwnFeedback,
    HideFeedback,
    ListOwnFeedback,
    OpenFeedback,
    OpenNews,
    OpenOwnFeedback,
    SendFeedback,
    SetFeedback,
    SetOwnWish,
    TakeOut,
    TellForum,
    WriteBack,
)
from bot.core.buttons.groups import ListGroups, NameAdult, SetGroupAudience, ShowGroup
from bot.core.buttons.hearing import ListFeelings, NoteHeard, RemindToHear, SayFeeling
from bot.core.buttons.hiding import Hide
from bot.core.buttons.inbox import (
    AskPiece,
    AskWriter,
    BeginPassing,
    FilterInbox,
    ListInbox,
    ListThemes,
    NotePassed,
    OpenPiece,
    PassTo,
    SendAnswer,
    SetPiece,
    ShowPassing,
    UseWords,
)
from bot.core.buttons.jargon import (
    DropMissingTerm,
    DropOwnTerm,
    ExplainWord,
    ListMissingTerms,
    ListOwnTerms,
    ListTerms,
    Meaning,
    SaveTerm,
    ShowTerm,
)
from bot.core.buttons.joining import (
    Agree,
    Decline,
    Join,
    ReadNotice,
)
from bot.core.buttons.linking import MakeLink, MakeWorkerLink
from bot.core.buttons.privacy import (
    AskToForget,
    Forget,
    GetMyData,
    OpenPrivacy,
    StopMessages,
)
from bot.core.buttons.results import (
    AskProposal,
    DecideText,
    ListResults,
    LookAgain,
    LookOn,
    MaskText,
    MaskWord,
    ReadText,
    ReadTexts,
    ShareResult,
    ShowResult,
    ShowSplit,
    UnmaskText,
)
from bot.core.buttons.safeguarding import (
    AboutForum,
    AlertsReach,
    AnswerAlert,
    AnswerLead,
    AskWho,
    ChooseDeputy,
    CloseAlert,
    GetReferralNote,
    LeaveUrgent,
    ListAlerts,
    ReadAlert,
    ReadAnswer,
    RecordDeed,
    RevealWho,
    ShowUrgent,
    StopWriting,
    TellLead,
    WriteToLead,
)
from bot.core.buttons.settings import (
    AskSetting,
    OpenSettings,
    Set,
)
from bot.core.buttons.support import (
    AskAgain,
    ForWhom,
    OpenSupport,
    SayWrong,
    ShowEntry,
    ShowTopic,
)
from bot.core.buttons.today import ShowToday
from bot.core.buttons.votes import (
    AskHowUsed,
    DropVoteDraft,
    GoToStep,
    OpenVoteDraft,
    PickPlace,
    PickTime,
    PostAgain,
    PostVote,
    SetPart,
    StartVote,
    VoteTap,
)
