-- Help can be looked for, and something be said, without joining. So where a conversation is stands under the
-- number that Telegram knows somebody by. Of who has not joined there is a row only while they are in the
-- middle of something.
CREATE TABLE conversation_of_anybody (
    telegram INTEGER PRIMARY KEY,
    survey INTEGER REFERENCES survey (id),
    screen INTEGER,
    task TEXT
) STRICT;
INSERT INTO conversation_of_anybody (telegram, survey, screen, task)
    SELECT person.telegram, conversation.survey, conversation.screen, conversation.task
    FROM conversation JOIN person ON person.id = conversation.person;
DROP TABLE conversation;
ALTER TABLE conversation_of_anybody RENAME TO conversation;
