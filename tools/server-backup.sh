#!/bin/sh
# Back up and restore a PostgreSQL of one's own with its own tools (docs/operations.md, Back up a server).
#   server-backup.sh base FOLDER                 a verified base backup into FOLDER/base-TIME; the connection by PGHOST, PGPORT, PGUSER
#   server-backup.sh archive FOLDER PATH NAME    for archive_command: one segment, never over another one
#   server-backup.sh restore FOLDER INTO [TIME]  the newest base that was finished by TIME into the empty folder INTO, ready to be started
set -eu

refuse() {
  echo "server-backup: $1" >&2
  exit 1
}

command=${1:-}
folder=${2:-}
[ -n "$folder" ] || refuse 'say base, archive or restore, and a folder.'

case $command in
  base)
    mkdir -p "$folder/wal"
    growing="$folder/growing"
    rm -rf "$growing"
    pg_basebackup --pgdata="$growing" --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256
    pg_verifybackup "$growing"
    mv "$growing" "$folder/base-$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    ;;
  archive)
    to="$folder/wal/$4"
    if [ -f "$to" ]; then
      cmp -s "$3" "$to" || refuse "$4 is archived already with other content."
      exit 0
    fi
    cp "$3" "$to.part"
    sync "$to.part"
    mv "$to.part" "$to"
    sync "$folder/wal"
    ;;
  restore)
    into=${3:?say where to}
    until=${4:-}
    [ -z "$(ls -A "$into" 2>/dev/null)" ] || refuse "$into is not empty."
    base=''
    for one in "$folder"/base-*; do
      if [ -z "$until" ] || expr "${one##*base-}" '<=' "$until" >/dev/null; then base=$one; fi
    done
    [ -d "$base" ] || refuse "no base backup in $folder was finished by $until."
    pg_verifybackup "$base"
    mkdir -p "$into"
    cp -a "$base/." "$into/"
    chmod 700 "$into"
    {
      echo "restore_command = 'cp \"$folder/wal/%f\" \"%p\"'"
      echo "recovery_target_action = 'promote'"
      [ -z "$until" ] || echo "recovery_target_time = '$(echo "$until" | sed 's/T/ /; s/Z$/+00/')'"
    } >>"$into/postgresql.auto.conf"
    touch "$into/recovery.signal"
    echo "$into is ready: start PostgreSQL on it, then mark it for Evenkeel before it is opened."
    ;;
  *) refuse "there is no $command." ;;
esac
