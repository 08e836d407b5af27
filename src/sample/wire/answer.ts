import { randomUUID } from "node:crypto";

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const answer = (
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { "content-type": contentType, "x-amzn-requestid": randomUUID(), ...headers },
  body: typeof body === "string" ? Buffer.from(body, "utf8") : body,
});

export const jsonAnswer = (status: number, contentType: string, value: unknown): Answer =>
  answer(status, contentType, JSON.stringify(value));

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** `<name>text</name>`, or nothing for undefined. */
export const element = (name: string, text: string | number | boolean | undefined): string =>
  text === undefined ? "" : `<${name}>${escapeXml(String(text))}</${name}>`;
