/** What the answers of `SearchPanelMethods` are made of, under the one address the page may import from. */
export type { GroupSummary } from "../core/events/groups/group.js";
export type { ListRow, RowsView } from "../core/search/listRows.js";
export type { ActorKind, ChangeClass, Mark, ViaTool } from "../core/events/insight.js";
export type { Asked, AskedFile, AskedFolder, AskedScope } from "../core/search/asked.js";
export type { FilterField, QueryProblem, TimeRange } from "../core/search/query.js";
export type { Column, Row, Sort } from "../core/search/row.js";
export type {
  GroupBy,
  Lane,
  Series,
  TimelineAnswer,
  TimelineAsk,
  TimelineBand,
  TimelineMark,
} from "../core/timeline/timeline.js";
