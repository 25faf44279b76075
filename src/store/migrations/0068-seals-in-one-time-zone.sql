-- The text of a row, and so its seal, must not depend on who asks: a time is written in the session's time zone, an array of times, a
-- range or an interval in its styles, bytes and fractions in its forms. What is sealed at a terminal or by a migration has the same
-- seal as what the application seals and checks (H37).
alter function rows_sealed(uuid, uuid[]) set timezone = 'UTC';
alter function rows_sealed(uuid, uuid[]) set datestyle = 'ISO, YMD';
alter function rows_sealed(uuid, uuid[]) set intervalstyle = 'postgres';
alter function rows_sealed(uuid, uuid[]) set bytea_output = 'hex';
alter function rows_sealed(uuid, uuid[]) set extra_float_digits = 1;
