import { authorize } from "../auth/authorize.js";
import type { TrailBucket } from "../data/bucket/trailBucket.js";
import { bucketArn } from "../data/infrastructure.js";
import type { Route, SignedContext } from "../service.js";
import { answer, element, type Answer } from "../wire/answer.js";
import { s3Error } from "../wire/protocols.js";
import type { WireRequest } from "../wire/request.js";
import { ServiceError } from "../wire/serviceError.js";
import { listObjectsV1, listObjectsV2 } from "./s3List.js";
import { readObject } from "./s3Objects.js";

/** S3 by path (`/bucket/key`): reading alone, and only of the trail's bucket. */
export function routeS3(request: WireRequest): Route {
  const query = new URLSearchParams(request.query);
  const [, bucketName = "", ...rest] = request.path.split("/");
  const key = decodeKey(rest.join("/"));
  const operation = operationOf(request.method, bucketName, key, query);
  return {
    service: "s3",
    operation,
    action: actions[operation] ?? `s3:${operation}`,
    input: {},
    toError: s3Error,
    signed: true,
    run: (context) => {
      const action = actions[operation];
      if (action === undefined) {
        throw new ServiceError(
          "NotImplemented",
          "A header you provided implies functionality that is not implemented",
          501,
        );
      }
      authorize(
        context.principal,
        action,
        key === "" ? bucketArn(bucketName) : `${bucketArn(bucketName)}/${key}`,
      );
      const bucket = findBucket(bucketName, operation, context);
      return run(operation, bucket, key, query, request.headers["range"], context.nowMs);
    },
  };
}

const actions: Readonly<Record<string, string>> = {
  GetBucketLocation: "s3:GetBucketLocation",
  ListObjects: "s3:ListBucket",
  ListObjectsV2: "s3:ListBucket",
  HeadBucket: "s3:ListBucket",
  GetObject: "s3:GetObject",
  HeadObject: "s3:GetObject",
};

function operationOf(method: string, bucket: string, key: string, query: URLSearchParams): string {
  if (bucket === "") return "ListBuckets";
  if (method === "HEAD") return key === "" ? "HeadBucket" : "HeadObject";
  if (method !== "GET") return `${method}${key === "" ? "Bucket" : "Object"}`;
  if (key !== "") return "GetObject";
  if (query.has("location")) return "GetBucketLocation";
  return query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects";
}

function decodeKey(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.");
  }
}

function findBucket(name: string, operation: string, { sample, region }: SignedContext): TrailBucket {
  const { bucket } = sample.world;
  if (name !== bucket.name)
    throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404);
  if (region !== bucket.region && operation !== "GetBucketLocation") {
    throw new ServiceError(
      "AuthorizationHeaderMalformed",
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${bucket.region}'`,
    );
  }
  return bucket;
}

function run(
  operation: string,
  bucket: TrailBucket,
  key: string,
  query: URLSearchParams,
  range: string | undefined,
  nowMs: number,
): Answer {
  const xml = (text: string): Answer => answer(200, "application/xml", text);
  switch (operation) {
    case "GetBucketLocation":
      return xml(
        `<?xml version="1.0" encoding="UTF-8"?>\n` +
          element("LocationConstraint", bucket.region).replace(
            ">",
            ` xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`,
          ),
      );
    case "ListObjects":
      return xml(listObjectsV1(bucket, query, nowMs));
    case "ListObjectsV2":
      return xml(listObjectsV2(bucket, query, nowMs));
    case "HeadBucket":
      return answer(200, "application/xml", "", { "x-amz-bucket-region": bucket.region });
    default: {
      const object = bucket.get(key, nowMs);
      if (!object) throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404);
      return readObject(object, range);
    }
  }
}
