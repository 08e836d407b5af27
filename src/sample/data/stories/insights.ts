import type { JsonObject } from "../../../core/base/json.js";
import { awsService } from "../actors.js";
import type { Story } from "../day.js";
import { did, type ApiCall } from "../draft.js";
import { prod } from "../organization.js";
import { stableUuid } from "../random.js";

const shared = stableUuid("insight", "denied report");
const reporting = `arn:aws:sts::${prod.id}:assumed-role/reporting-batch/nightly-report`;

const details = (state: "Start" | "End"): JsonObject => ({
  state,
  eventSource: "s3.amazonaws.com",
  eventName: "GetBucketLocation",
  insightType: "ApiErrorRateInsight",
  errorCode: "AccessDenied",
  insightContext: {
    statistics: {
      baseline: { average: 0.0000992063 },
      insight: { average: 2 },
      insightDuration: state === "End" ? 4 : 1,
      baselineDuration: 10_080,
    },
    attributions: [
      {
        attribute: "userIdentityArn",
        insight: [{ value: reporting, average: 2 }],
        baseline: [
          {
            value: `arn:aws:sts::${prod.id}:assumed-role/MonitoringIntegration/poller`,
            average: 0.0000992063,
          },
        ],
      },
    ],
  },
});

const insight = (state: "Start" | "End"): ApiCall => ({
  source: "s3.amazonaws.com",
  name: "GetBucketLocation",
  readOnly: true,
  insight: details(state),
  extra: { sharedEventID: shared },
});

/** CloudTrail Insights noticing the first night of the refused report. */
export const insights: Story = function* (day) {
  if (day.offset !== -10) return;
  const actor = awsService(prod, "cloudtrail.amazonaws.com");
  yield did(day.at("01:31"), actor, insight("Start"));
  yield did(day.at("01:35"), actor, insight("End"));
};
