import { text } from "../../base/json.js";
import type { Api } from "../naming/api.js";
import { PerApi } from "../naming/perApi.js";
import type { CloudTrailEvent } from "../event.js";

/**
 * APIs that records call a write (`readOnly: false`) though nothing a person manages changes: sign-ins, agents
 * reporting in, chats, log streams, grants of services among themselves. Seen so in public Event history exports.
 * A name ending in `*` stands for all that begin with it; `service/*` for a whole service.
 */
const NOISE: Readonly<Record<string, string>> = {
  signin:
    "ConsoleLogin CheckMfa UserAuthentication CredentialChallenge CredentialVerification GetSigninToken RenewRole SwitchRole ExitRole",
  sso: "Authenticate Federate CreateToken Logout GetRoleCredentials",
  ssm: "UpdateInstanceInformation UpdateInstanceAssociationStatus OpenDataChannel CreateDataChannel OpenControlChannel CreateControlChannel StartSession ResumeSession TerminateSession PutInventory PutComplianceItems RegisterManagedInstance",
  ssmmessages: "*",
  ec2messages: "*",
  cloudshell: "*",
  q: "SendMessage StartConversation StartTroubleshootingAnalysis",
  codewhisperer: "*",
  logs: "CreateLogStream",
  ec2: "SharedSnapshotVolumeCreated SharedSnapshotCopyInitiated",
  kms: "CreateGrant RetireGrant GenerateDataKey* Decrypt Encrypt ReEncrypt*",
  secretsmanager: "StartSecretVersionDelete EndSecretVersionDelete CancelSecretVersionDelete",
  iam: "GenerateServiceLastAccessedDetails GenerateCredentialReport GenerateOrganizationsAccessReport",
  sts: "AssumeRole* GetSessionToken GetCallerIdentity GetAccessKeyInfo DecodeAuthorizationMessage",
  billingconsole: "Get*",
  athena: "StartQueryExecution",
  cloudtrail: "StartQuery",
};

/** The same calls made by a scaling policy: the service turning its own knob. */
const SCALING = new Set([
  "UpdateTable",
  "UpdateService",
  "SetDesiredCapacity",
  "ModifyReplicationGroupShardConfiguration",
]);
const SCALERS = /^(?:[\w-]{1,40}\.)?(?:application-autoscaling|autoscaling|ec2-autoscaling)\.amazonaws\.com/;

const READ_VERBS = new Set(
  (
    "describe list get head lookup search test select query scan check validate simulate estimate preview count " +
    "assume decrypt encrypt detect invoke view download retrieve discover resolve verify poll receive is"
  ).split(" "),
);

export function isNoise(api: Api, event: CloudTrailEvent): boolean {
  if (always.of(api)) return true;
  return SCALING.has(api.name) && SCALERS.test(text(event.userIdentity?.["invokedBy"]) ?? "");
}

/** For records without readOnly (old ones, some services): whether the name's verb only looks. */
export const isReadVerb = (api: Api): boolean =>
  READ_VERBS.has(api.verb) || /^(?:BatchGet|GenerateDataKey|AdminGet|AdminList)/.test(api.name);

const always = new PerApi((api): boolean => {
  const names = Object.hasOwn(NOISE, api.service) ? (NOISE[api.service] ?? "").split(" ") : [];
  return names.some((name) =>
    name.endsWith("*") ? api.name.startsWith(name.slice(0, -1)) : api.name === name,
  );
});
