import type { Translate } from "../core/base/translate.js";
import type { ErrorFacts } from "./awsError.js";
import type { CallContext, Told } from "./callContext.js";

/** What to say when no proper answer of the service came back. */
export function networkTrouble(trouble: string, facts: ErrorFacts, context: CallContext, t: Translate): Told {
  const { action, region, endpoint } = context;
  const place = endpoint ?? facts.host ?? t("AWS in {0}", region);
  const why = facts.code ?? facts.name;
  const code = "aws/network";
  switch (trouble) {
    case "proxy":
      return {
        code,
        message: t(
          "The proxy asks for a user name and password. Put them into the proxy's address (http.proxy or HTTPS_PROXY).",
        ),
      };
    case "untrusted-tls":
      return {
        code,
        message: t(
          "The connection to {0} is not trusted ({1}). Behind a company proxy, name its certificate in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.",
          place,
          why,
        ),
      };
    case "silent":
      return {
        code,
        message: t(
          "{0} did not answer {1} in time. Check the network and the proxy, then try again.",
          place,
          action,
        ),
      };
    case "cut":
      return {
        code,
        message: t(
          "The connection to {0} was cut during {1} ({2}). Check the network and the proxy, then try again.",
          place,
          action,
          why,
        ),
      };
    case "server":
      return {
        code: "aws/service",
        message: t(
          "{0} keeps answering {1} with an error of its own (HTTP {2}). Try again later.",
          place,
          action,
          facts.status ?? 500,
        ),
      };
    default:
      return unreachable(place, why, context, t);
  }
}

function unreachable(place: string, why: string, { region, endpoint }: CallContext, t: Translate): Told {
  if (endpoint !== undefined) {
    return {
      code: "aws/network",
      message: t(
        "{0} cannot be reached ({1}). Start the server there, or correct the profile's endpoint_url.",
        place,
        why,
      ),
    };
  }
  return {
    code: "aws/network",
    message: t(
      "{0} cannot be reached ({1}). Check the network and the proxy; if other Regions work, check that {2} is the name of a Region.",
      place,
      why,
      region,
    ),
  };
}
