-- What is due for feedback by its day is found without going through all of it.
CREATE INDEX feedback_over ON feedback (over_on) WHERE over_on IS NOT NULL;
CREATE INDEX feedback_changed ON feedback (changed_on);
