-- A second wall between areas, behind the program's own: whoever asks says for which areas, and sees and writes rows of
-- those alone. contactable.areas holds their names, a line break before and after each (no name has one in it), or '*' for
-- all. Who has said nothing sees nothing, the owner of the tables included.

ALTER TABLE contact_detail ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_detail FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_detail_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_detail_version FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_detail_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_detail_key FORCE ROW LEVEL SECURITY;
ALTER TABLE successor ENABLE ROW LEVEL SECURITY;
ALTER TABLE successor FORCE ROW LEVEL SECURITY;
ALTER TABLE slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE slot FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_preference FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_preference_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_preference_version FORCE ROW LEVEL SECURITY;
ALTER TABLE validity_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE validity_turn FORCE ROW LEVEL SECURITY;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
ALTER TABLE lookup ENABLE ROW LEVEL SECURITY;
ALTER TABLE lookup FORCE ROW LEVEL SECURITY;
ALTER TABLE carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE carried FORCE ROW LEVEL SECURITY;

CREATE POLICY of_area ON contact_detail USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON contact_detail_version USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON successor USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON slot USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON contact_preference USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON contact_preference_version USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON validity_turn USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON outbox USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area ON carried USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);

-- Where a record is tells nothing of what it says, and whoever names one of another area by its id, or by its value, has to
-- be put on record: these are read by whoever has said for whom they ask, and written like the others.
CREATE POLICY of_anyone ON contact_detail_key FOR SELECT USING (current_setting('contactable.areas', true) <> '');
CREATE POLICY of_area ON contact_detail_key FOR INSERT WITH CHECK (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area_gone ON contact_detail_key FOR DELETE USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_anyone ON lookup FOR SELECT USING (current_setting('contactable.areas', true) <> '');
CREATE POLICY of_area ON lookup FOR INSERT WITH CHECK (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
CREATE POLICY of_area_gone ON lookup FOR DELETE USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);
