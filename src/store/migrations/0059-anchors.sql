-- Where an audit chain stands is written down outside the database, signed, at intervals (H37). The head notes the number of the
-- last such anchor, so that a file of anchors that is lost or was cut is missed.
alter table audit_head
  add column anchor       bigint not null default 0,
  add column anchored_seq bigint not null default 0;
comment on column audit_head.anchor is 'the number of the newest anchor that holds this chain; 0 when none does';
comment on column audit_head.anchored_seq is 'the line at which the chain stood then';
grant update (anchor, anchored_seq) on audit_head to evenkeel_app;
