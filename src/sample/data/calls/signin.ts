import type { ApiCall } from "../draft.js";
import type { SampleAccount } from "../organization.js";

/** A sign-in to the console. Sign-ins have no request id. */
export const consoleLogin = (
  success: boolean,
  mfa: boolean,
  loginTo: string,
  more: Partial<ApiCall> = {},
): ApiCall => ({
  source: "signin.amazonaws.com",
  name: "ConsoleLogin",
  readOnly: false,
  eventType: "AwsConsoleSignIn",
  response: { ConsoleLogin: success ? "Success" : "Failure" },
  additional: { LoginTo: loginTo, MobileVersion: "No", MFAUsed: mfa ? "Yes" : "No" },
  ...more,
});

/** Identity Center opening an account for somebody: the portal's own event, in the management account. */
export const federate = (account: SampleAccount, permissionSet: string): ApiCall => ({
  source: "sso.amazonaws.com",
  name: "Federate",
  readOnly: false,
  eventType: "AwsServiceEvent",
  extra: { serviceEventDetails: { role_name: permissionSet, account_id: account.id } },
});
