import { describe, expect, test } from "vitest";
import { proxyFor } from "../../src/aws/proxy.js";

const aws = new URL("https://cloudtrail.eu-west-1.amazonaws.com/");
const plain = new URL("http://collector.example:8080/");

describe("proxyFor", () => {
  test("takes the editor's proxy before the environment's", () => {
    expect(proxyFor(aws, { proxy: "http://editor:1" }, { HTTPS_PROXY: "http://env:1" })).toBe(
      "http://editor:1",
    );
    expect(proxyFor(aws, { proxy: "" }, { HTTPS_PROXY: "http://env:1" })).toBe("http://env:1");
  });

  test("takes the variable of the address's scheme, lower case first, then ALL_PROXY", () => {
    const env = {
      HTTPS_PROXY: "http://s:1",
      http_proxy: "p:2",
      HTTP_PROXY: "http://other:1",
      ALL_PROXY: "http://all:1",
    };
    expect(proxyFor(aws, {}, env)).toBe("http://s:1");
    expect(proxyFor(plain, {}, env)).toBe("http://p:2");
    expect(proxyFor(aws, {}, { ALL_PROXY: "http://all:1" })).toBe("http://all:1");
    expect(proxyFor(aws, {}, {})).toBeUndefined();
  });

  test.each([
    "*",
    "amazonaws.com",
    ".amazonaws.com",
    "*.amazonaws.com",
    "other.example, cloudtrail.eu-west-1.amazonaws.com",
    "AMAZONAWS.COM:443",
  ])("reaches the host directly with NO_PROXY=%s", (exceptions) => {
    expect(proxyFor(aws, { proxy: "http://editor:1" }, { NO_PROXY: exceptions })).toBeUndefined();
    expect(proxyFor(aws, { proxy: "http://editor:1", noProxy: exceptions.split(", ") }, {})).toBeUndefined();
  });

  test.each(["", "amazonaws.com:80", "aws.com", "example"])(
    "goes through the proxy with NO_PROXY=%s",
    (exceptions) => {
      expect(proxyFor(aws, { proxy: "http://editor:1" }, { NO_PROXY: exceptions })).toBe("http://editor:1");
    },
  );

  test.each(["http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/", "http://sample.localhost/"])(
    "never sends %s through a proxy",
    (url) => {
      expect(
        proxyFor(new URL(url), { proxy: "http://editor:1" }, { ALL_PROXY: "http://all:1" }),
      ).toBeUndefined();
    },
  );
});
