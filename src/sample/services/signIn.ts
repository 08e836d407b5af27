import { randomBytes, randomInt } from "node:crypto";

import { text, type JsonObject } from "../../core/base/json.js";
import { ServiceError } from "../wire/serviceError.js";

interface Device {
  readonly userCode: string;
  readonly expiresMs: number;
  approved: boolean;
}

const deviceLifetimeSeconds = 600;
const tokenLifetimeSeconds = 8 * 3600;
const secret = (): string => randomBytes(32).toString("base64url");

/** Identity Center's sign-in with a device code (the OIDC service), and the tokens it gave out. */
export class SignIn {
  readonly #clients = new Map<string, string>();
  readonly #devices = new Map<string, Device>();
  /** Access token -> when it ends. */
  readonly #tokens = new Map<string, number>();
  readonly #refreshTokens = new Set<string>();

  register(nowMs: number): JsonObject {
    const clientId = secret();
    const clientSecret = secret();
    this.#clients.set(clientId, clientSecret);
    const issued = Math.floor(nowMs / 1000);
    return { clientId, clientSecret, clientIdIssuedAt: issued, clientSecretExpiresAt: issued + 90 * 86_400 };
  }

  startDevice(input: JsonObject, endpoint: string, nowMs: number): JsonObject {
    this.#checkClient(input);
    const deviceCode = secret();
    const letters = Array.from({ length: 8 }, () => "BCDFGHJKLMNPQRSTVWXZ".charAt(randomInt(20))).join("");
    const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    this.#devices.set(deviceCode, {
      userCode,
      approved: false,
      expiresMs: nowMs + deviceLifetimeSeconds * 1000,
    });
    const verificationUri = `${endpoint}/start/device`;
    return {
      deviceCode,
      userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?user_code=${userCode}`,
      expiresIn: deviceLifetimeSeconds,
      interval: 1,
    };
  }

  /** What the button on the verification page does; false when no such code waits. */
  approve(userCode: string): boolean {
    const device = Array.from(this.#devices.values()).find((candidate) => candidate.userCode === userCode);
    if (device) device.approved = true;
    return device !== undefined;
  }

  /** Approves everything that waits, as if the person had clicked at once. */
  approveAll(): void {
    for (const device of this.#devices.values()) device.approved = true;
  }

  createToken(input: JsonObject, nowMs: number): JsonObject {
    this.#checkClient(input);
    const grant = text(input["grantType"]);
    if (grant === "refresh_token") {
      if (!this.#refreshTokens.delete(text(input["refreshToken"]) ?? "")) throw invalidGrant();
    } else if (grant === "urn:ietf:params:oauth:grant-type:device_code") {
      this.#redeem(text(input["deviceCode"]) ?? "", nowMs);
    } else {
      throw new ServiceError("UnsupportedGrantTypeException", `Grant type ${grant ?? ""} is not supported`);
    }
    const accessToken = secret();
    const refreshToken = secret();
    this.#tokens.set(accessToken, nowMs + tokenLifetimeSeconds * 1000);
    this.#refreshTokens.add(refreshToken);
    return { accessToken, tokenType: "Bearer", expiresIn: tokenLifetimeSeconds, refreshToken };
  }

  /** Rejects a portal call whose bearer token is unknown or has ended. */
  checkToken(token: string, nowMs: number): void {
    if ((this.#tokens.get(token) ?? 0) > nowMs) return;
    throw new ServiceError("UnauthorizedException", "Session token not found or invalid", 401);
  }

  #redeem(deviceCode: string, nowMs: number): void {
    const device = this.#devices.get(deviceCode);
    if (!device) throw invalidGrant();
    if (device.expiresMs <= nowMs) throw new ServiceError("ExpiredTokenException", "Device code has expired");
    if (!device.approved)
      throw new ServiceError("AuthorizationPendingException", "The authorization request is still pending");
    this.#devices.delete(deviceCode);
  }

  #checkClient(input: JsonObject): void {
    const known = this.#clients.get(text(input["clientId"]) ?? "");
    if (known !== undefined && known === input["clientSecret"]) return;
    throw new ServiceError("InvalidClientException", "Client is not registered", 401);
  }
}

const invalidGrant = (): ServiceError => new ServiceError("InvalidGrantException", "Invalid grant provided");
