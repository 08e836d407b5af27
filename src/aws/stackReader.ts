import type { CloudFormationClient, StackStatus } from "@aws-sdk/client-cloudformation";
import {
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import type { StackReader, StackResource, StackSummary } from "../core/accounts/stack.js";
import type { Clock } from "../core/base/clock.js";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import { attempt } from "./attempts.js";
import { errorFacts } from "./awsError.js";
import type { Clients } from "./clients.js";
import type { Credentials } from "./credentials.js";
import type { Directory } from "./directory.js";
import { endpointFor } from "./profiles/profileEntry.js";

interface Options {
  readonly directory: Directory;
  readonly credentials: Credentials;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** DescribeStackResources tells of no more than this and does not say that there are more. */
const mostDescribed = 100;
/** Pages of stacks, 100 or so each: no pick list is read further. */
const mostPages = 20;

/** Every status but those of stacks that are gone. */
const standing: StackStatus[] = [
  "CREATE_IN_PROGRESS",
  "CREATE_FAILED",
  "CREATE_COMPLETE",
  "ROLLBACK_IN_PROGRESS",
  "ROLLBACK_FAILED",
  "ROLLBACK_COMPLETE",
  "DELETE_IN_PROGRESS",
  "DELETE_FAILED",
  "UPDATE_IN_PROGRESS",
  "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_COMPLETE",
  "UPDATE_FAILED",
  "UPDATE_ROLLBACK_IN_PROGRESS",
  "UPDATE_ROLLBACK_FAILED",
  "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_ROLLBACK_COMPLETE",
  "IMPORT_IN_PROGRESS",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_IN_PROGRESS",
  "IMPORT_ROLLBACK_FAILED",
  "IMPORT_ROLLBACK_COMPLETE",
];

/** What CloudFormation knows of stacks and their resources; reading calls alone. */
export class SdkStackReader implements StackReader {
  constructor(private readonly options: Options) {}

  async stacks(account: string, region: string, signal: AbortSignal): Promise<readonly StackSummary[]> {
    const found: StackSummary[] = [];
    let token: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const command = new ListStacksCommand({
        StackStatusFilter: standing,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const answer = await this.#send({ account, region }, "ListStacks", signal, (client, options) =>
        client.send(command, options),
      );
      for (const {
        StackName,
        StackId,
        StackStatus,
        LastUpdatedTime,
        CreationTime,
      } of answer.StackSummaries ?? []) {
        if (StackName === undefined || StackId === undefined) continue;
        const changedMs = (LastUpdatedTime ?? CreationTime)?.getTime();
        found.push({ name: StackName, id: StackId, status: StackStatus ?? "", changedMs });
      }
      token = answer.NextToken === "" ? undefined : answer.NextToken;
      if (token === undefined) break;
    }
    return found;
  }

  async resources(
    account: string,
    region: string,
    stack: string,
    signal: AbortSignal,
  ): Promise<readonly StackResource[]> {
    const place = { account, region };
    const command = new DescribeStackResourcesCommand({ StackName: stack });
    const answer = await this.#ofStack(stack, place, "DescribeStackResources", signal, (client, options) =>
      client.send(command, options),
    );
    const described = (answer.StackResources ?? []).map(toResource);
    return described.length < mostDescribed ? described : this.#all(stack, place, signal);
  }

  async #all(stack: string, place: Place, signal: AbortSignal): Promise<readonly StackResource[]> {
    const all: StackResource[] = [];
    let token: string | undefined;
    do {
      const command = new ListStackResourcesCommand({
        StackName: stack,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const answer = await this.#ofStack(stack, place, "ListStackResources", signal, (client, options) =>
        client.send(command, options),
      );
      all.push(...(answer.StackResourceSummaries ?? []).map(toResource));
      token = answer.NextToken === "" ? undefined : answer.NextToken;
    } while (token !== undefined);
    return all;
  }

  /** CloudFormation tells of a missing stack in words alone. */
  #ofStack<T>(
    stack: string,
    place: Place,
    operation: string,
    signal: AbortSignal,
    run: (client: CloudFormationClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    return this.#send(place, operation, signal, async (client, options) => {
      try {
        return await run(client, options);
      } catch (error) {
        const { name, message } = errorFacts(error);
        if (name !== "ValidationError" || !/does not exist/u.test(message)) throw error;
        const told = this.options.t(
          "There is no stack {0} in {1}: it was deleted, or it is in another Region or account. Link another stack.",
          stack,
          place.region,
        );
        throw new Failure("stack/not-found", told, {
          action: `cloudformation:${operation}`,
          region: place.region,
        });
      }
    });
  }

  async #send<T>(
    { account, region }: Place,
    operation: string,
    signal: AbortSignal,
    run: (client: CloudFormationClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const { directory, credentials, clients, clock, log, t } = this.options;
    const { entry } = await directory.reach(account, signal);
    const action = `cloudformation:${operation}`;
    const endpoint = endpointFor(entry, "cloudformation");
    const options = {
      context: { action, region, profile: entry.profile.key, endpoint, known: true },
      clock,
      log,
      t,
      signal,
      onExpired: () => credentials.forget([entry]),
    };
    return attempt(options, async () => {
      const client = clients.cloudFormation(entry, await credentials.get(entry, signal), region);
      return run(client, { abortSignal: signal });
    });
  }
}

const toResource = (told: {
  readonly LogicalResourceId?: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
  readonly ResourceType?: string | undefined;
}): StackResource => ({
  logicalId: told.LogicalResourceId ?? "",
  physicalId: told.PhysicalResourceId === "" ? undefined : told.PhysicalResourceId,
  type: told.ResourceType ?? "",
});
