#!/bin/bash
# A throw-away single-node Ceph object gateway (S3) on loopback,.
# s3-server.sh FOLDER PORT MONITOR_PORT; access key AKMD, secret SKMDSKMD. Stop: kill $(cat FOLDER/run/*.pid)
set -e
D=${1:?a folder}; PORT=${2:?a port}; MONITOR=${3:?another port}
mkdir -p $D/{mon,osd,mgr,run,log,rgw}
FSID=$(uuidgen 2>/dev/null || python3 -c 'import uuid;print(uuid.uuid4())')
cat > $D/ceph.conf <<C
[global]
fsid=$FSID
mon_host=127.0.0.1:$MONITOR
public_network=127.0.0.0/8
cluster_network=127.0.0.0/8
auth_cluster_required=none
auth_service_required=none
auth_client_required=none
run_dir=$D/run
log_file=$D/log/\$name.log
admin_socket=$D/run/\$name.asok
pid_file=$D/run/\$name.pid
osd_pool_default_size=1
osd_pool_default_min_size=1
osd_pool_default_pg_num=4
osd_pool_default_pgp_num=4
osd_crush_chooseleaf_type=0
mon_allow_pool_size_one=true
mon_data=$D/mon
osd_data=$D/osd
osd_objectstore=memstore
memstore_device_bytes=1073741824
mon_osd_min_in_ratio=0
rgw_data=$D/rgw
rgw_frontends=beast endpoint=127.0.0.1:$PORT
rgw_dns_name=
keyring=$D/keyring
C
export CEPH_CONF=$D/ceph.conf
ceph-authtool --create-keyring $D/keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool $D/keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
monmaptool --create --clobber --fsid $FSID --addv a "[v1:127.0.0.1:$MONITOR]" $D/monmap >/dev/null
ceph-mon -c $D/ceph.conf --mkfs -i a --monmap $D/monmap --keyring $D/keyring
ceph-mon -c $D/ceph.conf -i a --pid-file $D/run/mon.pid
ID=$(ceph -c $D/ceph.conf osd create); 
ceph-osd -c $D/ceph.conf -i $ID --mkfs --mkkey 2>/dev/null
ceph-osd -c $D/ceph.conf -i $ID --pid-file $D/run/osd.pid
radosgw -c $D/ceph.conf -n client.admin --pid-file $D/run/rgw.pid
for i in $(seq 300); do curl -s -o /dev/null http://127.0.0.1:$PORT/ && break; sleep .2; done
radosgw-admin -c $D/ceph.conf user create --uid=md --display-name=md --access-key=AKMD --secret-key=SKMDSKMD >/dev/null
