import type {
  CreateTokenCommandOutput,
  StartDeviceAuthorizationCommandOutput,
} from "@aws-sdk/client-sso-oidc";
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from "@aws-sdk/client-sso-oidc";
import { throwIfAborted } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import { attempt } from "./attempts.js";
import { errorFacts } from "./awsError.js";
import { clientConfig } from "./clientConfig.js";
import type { HttpPool } from "./http.js";
import type { ProfileEntry, SsoSettings } from "./profiles/profileEntry.js";
import { endpointFor } from "./profiles/profileEntry.js";
import type { SsoToken } from "./ssoToken.js";
import { tokenFile, writeToken } from "./ssoToken.js";

/** What a sign-in shows to the person at the editor. */
export interface SignInUi {
  /**
   * Shows the code and opens the address. The sign-in goes on when it resolves; a rejection ends the sign-in.
   * The signal fires when there is nothing left to show.
   */
  showCode(userCode: string, verificationUri: string, signal: AbortSignal): Promise<void>;
}

export interface SignInOptions {
  readonly pool: HttpPool;
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly expiresMs: number;
}

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
const slowDownMs = 5000; // RFC 8628, 3.5

/** Signs in with IAM Identity Center by a code that the person confirms in the browser. */
export async function signInWithSso(
  entry: ProfileEntry,
  sso: SsoSettings,
  ui: SignInUi,
  options: SignInOptions,
  signal: AbortSignal,
): Promise<void> {
  const { pool, log } = options;
  const client = new SSOOIDCClient({
    ...clientConfig(entry, "sso_oidc", pool),
    region: sso.region,
    maxAttempts: 1,
  });
  const flow = new DeviceFlow(client, entry, sso, options, signal);
  const registration = await flow.register();
  const device = await flow.start(registration);
  const token = await whileShown(ui, device, signal, (until) => flow.poll(registration, device, until));
  await writeToken(tokenFile(options.home, sso), token);
  log.info(`signed in with IAM Identity Center for profile ${entry.profile.key}`);
}

/** Polls while the code is shown; stops when the person closes it, and closes it when polling ends. */
async function whileShown<T>(
  ui: SignInUi,
  device: StartDeviceAuthorizationCommandOutput,
  signal: AbortSignal,
  poll: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const uri = device.verificationUriComplete ?? device.verificationUri ?? "";
  const closed = new Promise<never>((_resolve, reject) => {
    ui.showCode(device.userCode ?? "", uri, until).catch(reject);
  });
  try {
    return await Promise.race([poll(until), closed]);
  } finally {
    ended.abort();
  }
}

class DeviceFlow {
  constructor(
    private readonly client: SSOOIDCClient,
    private readonly entry: ProfileEntry,
    private readonly sso: SsoSettings,
    private readonly options: SignInOptions,
    private readonly signal: AbortSignal,
  ) {}

  async register(): Promise<Registration> {
    const { session, scopes } = this.sso;
    const command = new RegisterClientCommand({
      clientName: "CloudTrail Explorer",
      clientType: "public",
      // the older form without a session knows no scopes, and no refresh either
      ...(session !== undefined && { scopes: scopes.length > 0 ? [...scopes] : ["sso:account:access"] }),
    });
    const { clientId, clientSecret, clientSecretExpiresAt } = await this.#send(
      "sso-oauth:RegisterClient",
      () => this.client.send(command, { abortSignal: this.signal }),
    );
    if (clientId === undefined || clientSecret === undefined) throw this.#failure("no client");
    return { clientId, clientSecret, expiresMs: (clientSecretExpiresAt ?? 0) * 1000 };
  }

  async start({ clientId, clientSecret }: Registration): Promise<StartDeviceAuthorizationCommandOutput> {
    const command = new StartDeviceAuthorizationCommand({
      clientId,
      clientSecret,
      startUrl: this.sso.startUrl,
    });
    const device = await this.#send("sso-oauth:StartDeviceAuthorization", () =>
      this.client.send(command, { abortSignal: this.signal }),
    );
    const uri = device.verificationUriComplete ?? device.verificationUri ?? "";
    if (device.deviceCode === undefined || !/^https?:/u.test(uri)) throw this.#failure("no code");
    return device;
  }

  async poll(
    registration: Registration,
    { deviceCode, interval, expiresIn }: StartDeviceAuthorizationCommandOutput,
    signal: AbortSignal,
  ): Promise<SsoToken> {
    const { clock } = this.options;
    const { clientId, clientSecret } = registration;
    const command = new CreateTokenCommand({ clientId, clientSecret, deviceCode, grantType: deviceGrant });
    const endMs = clock.now() + (expiresIn ?? 600) * 1000;
    let waitMs = Math.max(interval ?? 5, 1) * 1000;
    while (clock.now() < endMs) {
      await clock.sleep(waitMs, signal);
      const answer = await this.#ask(command, signal);
      if (typeof answer !== "string") return this.#toToken(registration, answer);
      if (answer === "slower") waitMs += slowDownMs;
    }
    throw this.#failure("expired");
  }

  async #ask(command: CreateTokenCommand, signal: AbortSignal) {
    return this.#send("sso-oauth:CreateToken", async () => {
      try {
        return await this.client.send(command, { abortSignal: signal });
      } catch (error) {
        switch (errorFacts(error).name) {
          case "AuthorizationPendingException":
            return "pending" as const;
          case "SlowDownException":
            return "slower" as const;
          case "ExpiredTokenException":
            throw this.#failure("expired");
          case "AccessDeniedException":
            throw this.#failure("denied");
          default:
            throw error;
        }
      }
    });
  }

  #toToken(
    { clientId, clientSecret, expiresMs }: Registration,
    { accessToken, expiresIn, refreshToken }: CreateTokenCommandOutput,
  ): SsoToken {
    if (accessToken === undefined) throw this.#failure("no token");
    const { startUrl, region } = this.sso;
    return {
      startUrl,
      region,
      accessToken,
      expiresAt: iso(this.options.clock.now() + (expiresIn ?? 0) * 1000),
      clientId,
      clientSecret,
      registrationExpiresAt: iso(expiresMs),
      ...(refreshToken !== undefined && { refreshToken }),
    };
  }

  async #send<T>(action: string, run: () => Promise<T>): Promise<T> {
    throwIfAborted(this.signal);
    const { clock, log, t } = this.options;
    const context = {
      action,
      region: this.sso.region,
      profile: this.entry.profile.key,
      endpoint: endpointFor(this.entry, "sso_oidc"),
      known: false,
    };
    return attempt({ context, clock, log, t, signal: this.signal }, run);
  }

  #failure(reason: "no client" | "no code" | "no token" | "expired" | "denied"): Failure {
    const { t } = this.options;
    const { key } = this.entry.profile;
    switch (reason) {
      case "expired":
        return new Failure(
          "aws/sign-in-needed",
          t("The sign-in for profile {0} was not confirmed in time. Start it again.", key),
          { profile: key },
        );
      case "denied":
        return new Failure(
          "aws/sign-in-needed",
          t(
            "The sign-in for profile {0} was refused in the browser. Start it again if that was a mistake.",
            key,
          ),
          { profile: key },
        );
      default:
        return new Failure(
          "aws/bad-answer",
          t(
            "IAM Identity Center at {0} answered without what a sign-in needs ({1}). Check sso_start_url and sso_region of profile {2}.",
            this.sso.startUrl,
            reason,
            key,
          ),
          { profile: key },
        );
    }
  }
}

/** Without milliseconds, as the AWS CLI writes and reads it. */
const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/u, "Z");
