import { sessionActor } from "../actors.js";
import { createDatabaseSnapshot } from "../calls/data.js";
import { createSnapshot } from "../calls/ec2.js";
import type { Story } from "../day.js";
import { did } from "../draft.js";
import type { Session } from "../identities.js";
import { database } from "../infrastructure.js";
import { prod } from "../organization.js";
import { stableHex } from "../random.js";

/** AWS Backup at night, with its own role. */
export const backups: Story = function* (day) {
  const date = new Date(day.startMs).toISOString().slice(0, 10);
  const session: Session = {
    role: { account: prod, name: "AWSBackupDefaultServiceRole", path: "/service-role/" },
    name: `AWSBackup-${date}`,
    createdMs: day.at("03:00"),
    accessKeyId: `ASIA${day.random("backup").base32(16)}`,
    invokedBy: "backup.amazonaws.com",
  };
  const actor = sessionActor(session, {
    address: "backup.amazonaws.com",
    userAgent: "backup.amazonaws.com",
    withoutTls: true,
  });
  yield did(day.at("03:00:20"), actor, createDatabaseSnapshot(database, `awsbackup-${date}`));
  for (const volume of ["worker 1", "worker 2"]) {
    const volumeId = stableHex("vol-0", 16, volume);
    yield did(day.at("03:01:10"), actor, createSnapshot(volumeId, stableHex("snap-0", 16, volume, date)));
  }
};
