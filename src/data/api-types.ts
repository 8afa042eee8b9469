// Generated from openapi.yaml by demo/server/openapi.mjs. Do not edit: `node demo/server/openapi.mjs` writes it.

/** UTC, as 2026-11-23T09:12:00.000Z. */
export type Instant = string;

/** A band id of the model; null without a score. */
export type Band = string | null;

/** Null where either end of the window has no score. */
export type Trend = "improving" | "stable" | "worsening" | null;

/** As published by the model (rounded); null without a score. */
export type Score = number | null;

/** People by band id. Null is a count that the audience may not know; `under_min_cell` names the small ones. */
export type Distribution = Record<string, number | null>;

/** RFC 9457. */
export interface Problem {
  title: string;
  status: number;
  /** Stable; for programs. */
  code: string;
  detail?: string;
  errors?: Array<ProblemItem>;
}

export interface ProblemItem {
  /** Where in the body, as events[3].at; or the parameter. */
  path: string;
  message: string;
  /** What was there and of which kind. */
  found?: string;
  expected?: string;
}

/** A signed row in score units. */
export interface Contribution {
  id: string;
  points: number;
  value?: number;
  weight?: number;
  band?: Band;
  count?: number;
  /** Epoch milliseconds. */
  latest?: number | null;
  stale?: boolean;
}

export interface RiskScore {
  employee_id: string;
  score: Score;
  band: Band;
  /** The instant the score was calculated for. */
  last_updated: Instant;
  /** The values of the model's weighted factors, before weighting; empty for models without. */
  signals: Record<string, number>;
  name?: string;
  client_id?: string;
  client_name?: string;
  department_id?: string | null;
  role?: string | null;
  model?: string;
  /** The score before rounding; the contributions sum to it. */
  exact_score?: number | null;
  coverage?: number;
  change?: number | null;
  trend?: Trend;
  /** Days. */
  window?: number;
  /** A setting of the model differs from the published one. */
  adjusted?: boolean;
  /** Rows that the model expects and that have no data. */
  missing?: Array<string>;
  contributions?: Array<Contribution>;
}

export interface GroupNumbers {
  employee_count: number | null;
  average_score: Score;
  distribution: Distribution | null;
  trend: Trend;
  band?: Band;
  /** People who have a score. */
  scored_count?: number | null;
  change?: number | null;
  /** The group is too small for the token's audience; its numbers are null. */
  withheld?: boolean;
  /** Present where counts below it are null. */
  min_cell?: number;
  /** Bands whose count is null because it lies between 0 and min_cell; a null of another band is not said. */
  under_min_cell?: Array<string>;
  model?: string;
  last_updated?: Instant;
  /** Days. */
  window?: number;
}

export type DepartmentSummary = GroupNumbers & {
  department_id: string;
  name: string;
  /** Null where it spans several clients. */
  client_id?: string | null;
};

export type ClientItem = GroupNumbers & {
  client_id: string;
  name: string;
  history?: Array<HistoryPoint>;
};

export type ClientSummary = ClientItem & {
  departments: Array<DepartmentSummary>;
};

export type Overall = GroupNumbers & {
  history?: Array<HistoryPoint>;
};

export interface ClientList {
  clients: Array<ClientItem>;
  /** Everyone that the token may see, whatever the filters; absent for the audience `client`, which could take one client's numbers off it. */
  summary?: Overall;
  next_cursor: string | null;
  total: number;
  model: string;
  last_updated: Instant;
}

export interface EmployeeItem {
  employee_id: string;
  name: string;
  email?: string;
  client_id: string;
  client_name?: string;
  department_id: string | null;
  role: string | null;
  score: Score;
  exact_score?: number | null;
  band: Band;
  change: number | null;
  trend: Trend;
  coverage: number;
  /** Among everyone the token may see, 1 the riskiest; equal scores share a rank. */
  rank?: number | null;
}

export interface EmployeeList {
  employees: Array<EmployeeItem>;
  next_cursor: string | null;
  /** People that match the filters. */
  total: number;
  model: string;
  last_updated: Instant;
}

/** Without control characters and halves of characters. */
export type ShortText = string;

/** Epoch milliseconds or a time with an offset. */
export type Time = string | number;

export type EventType =
  | "simulation_sent"
  | "simulation_opened"
  | "simulation_clicked"
  | "simulation_qr_scanned"
  | "simulation_attachment_opened"
  | "simulation_submitted"
  | "simulation_reported"
  | "simulation_ignored"
  | "threat_received"
  | "threat_clicked"
  | "threat_reported"
  | "training_assigned"
  | "training_completed"
  | "quiz_passed"
  | "quiz_failed";

export interface EventRecord {
  id?: string;
  type: string;
  at: Time;
  ref?: string;
  score?: number;
  scored?: boolean;
  disputed?: string | boolean;
}

export interface BreachRecord {
  id?: string;
  name?: string;
  at: Time;
  severity?: string;
  password_exposed?: boolean;
  notified?: boolean;
}

export interface MeasurePoint {
  at: Time;
  value: number;
}

export interface PastScore {
  at: Time;
  score: number;
}

export interface EmployeeRecord {
  id: string;
  client_id: string;
  name?: string;
  email?: string;
  department?: string;
  role?: string;
  business_impact?: string;
  cohort_mean?: number;
  events?: Array<EventRecord>;
  measures?: Record<string, number | Array<MeasurePoint>>;
  breaches?: Array<BreachRecord>;
  history?: Array<PastScore>;
}

export interface HistoryPoint {
  at: Instant;
  score: Score;
  exact_score?: number | null;
  band: Band;
}

export interface History {
  kind: "employee" | "client" | "department";
  id: string;
  model: string;
  source?: "computed" | "recorded";
  withheld?: boolean;
  points: Array<HistoryPoint>;
}

export interface TrainingRequest {
  /** The course. Without it one is chosen for the row. */
  ref?: ShortText;
  /** The row of the breakdown that the training should lower. */
  row?: string | null;
}

export interface TrainingAssignment {
  assignment_id: string;
  employee_id: string;
  ref: string;
  row: string | null;
  /** Assigned by auto_trigger_training. */
  automatic: boolean;
  assigned_at: Instant;
  /** False where it was there before it was asked for; only in answers to that. */
  created?: boolean;
  /** It was taken back. */
  cancelled?: boolean;
}

export interface IngestEvent {
  /** Unique in the tenant. */
  id: ShortText;
  employee_id: ShortText;
  type: EventType;
  at: Time;
  ref?: ShortText;
  score?: number;
  scored?: boolean;
  disputed?: ShortText | boolean;
}

export interface EventBatch {
  events: Array<IngestEvent>;
}

export interface IngestResult {
  accepted: number;
  /** Known already; nothing changed. */
  duplicates: number;
  /** Ids of duplicates that differ from what came first. */
  conflicts: Array<string>;
}

/** A score that changed because of new evidence. One message for each person and model. */
export interface ScoreChange {
  employee_id: string;
  client_id: string;
  department_id: string | null;
  model: string;
  score: Score;
  exact_score?: number | null;
  band: Band;
  previous_score: Score;
  previous_band: Band;
  last_updated: Instant;
}

export interface CriticalNotice {
  id: string;
  type: "employee.critical";
  created_at: Instant;
  data: ScoreChange;
}

/** Something about a client changed; what and who is not said. */
export interface GroupChange {
  client_id: string;
}

export interface ReportLink {
  url: string;
  expires_at: Instant;
  format: "pdf" | "html";
  period: "monthly" | "quarterly";
}

/** Every operation: where it is, what it takes in the query, what it answers. */
export interface Operations {
  /** The score of one person (published). */
  employeeRiskScore: {
    path: "/v1/employees/{id}/risk-score";
    method: "GET";
    query: {
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
      /** Days over which change and trend are measured; elements ask for as many as their page names, a hundred years at most. */
      window?: number;
    };
    body: undefined;
    answer: RiskScore;
  };
  /** A department's people by band, their average and its trend (published). */
  departmentRiskSummary: {
    path: "/v1/departments/{id}/risk-summary";
    method: "GET";
    query: {
      /** A client's id. */
      client?: string;
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
      /** Days over which change and trend are measured; elements ask for as many as their page names, a hundred years at most. */
      window?: number;
    };
    body: undefined;
    answer: DepartmentSummary;
  };
  /** A signed, expiring URL to a report (published). */
  humanRiskReport: {
    path: "/v1/reports/human-risk";
    method: "GET";
    query: {
      format?: "pdf" | "html";
      period?: "monthly" | "quarterly";
      /** A client's id. */
      client?: string;
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
    };
    body: undefined;
    answer: ReportLink;
  };
  /** The clients that the token may see, with their summaries. */
  listClients: {
    path: "/v1/clients";
    method: "GET";
    query: {
      /** Part of a name, e-mail or id, upper and lower case alike. */
      q?: string;
      /** A band of the model. */
      band?: string;
      /** A leading minus reverses. `score` is by risk, lowest first, whichever end of the model's scale is risky. */
      sort?: "score" | "-score" | "name" | "-name" | "change" | "-change" | "people" | "-people";
      /** `history` adds each client's points over the window: weekly, and further apart where that would be more than sixty. */
      include?: "history";
      limit?: number;
      /** The `next_cursor` of the page before, with the same filters and sort. It holds the date of the first page, so that scores do not move between pages. */
      cursor?: string;
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
      /** Days over which change and trend are measured; elements ask for as many as their page names, a hundred years at most. */
      window?: number;
    };
    body: undefined;
    answer: ClientList;
  };
  /** A client's summary and those of its departments. */
  clientRiskSummary: {
    path: "/v1/clients/{id}/risk-summary";
    method: "GET";
    query: {
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
      /** Days over which change and trend are measured; elements ask for as many as their page names, a hundred years at most. */
      window?: number;
    };
    body: undefined;
    answer: ClientSummary;
  };
  /** People with their scores, filtered, sorted, in pages. */
  listEmployees: {
    path: "/v1/employees";
    method: "GET";
    query: {
      /** A client's id. */
      client?: string;
      department?: string;
      /** A band of the model. */
      band?: string;
      /** Part of a name, e-mail or id, upper and lower case alike. */
      q?: string;
      /** A leading minus reverses. `score` is by risk, lowest first. People without a score come last. */
      sort?: "score" | "-score" | "name" | "-name" | "change" | "-change";
      limit?: number;
      /** The `next_cursor` of the page before, with the same filters and sort. It holds the date of the first page, so that scores do not move between pages. */
      cursor?: string;
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
      /** Score as of an earlier instant. The audience `client` gets the UTC midnight before it. */
      as_of?: string;
      /** Days over which change and trend are measured; elements ask for as many as their page names, a hundred years at most. */
      window?: number;
    };
    body: undefined;
    answer: EmployeeList;
  };
  /** The person record behind the score. */
  employeeRecord: {
    path: "/v1/employees/{id}";
    method: "GET";
    query: Record<string, never>;
    body: undefined;
    answer: EmployeeRecord;
  };
  /** A person's score over time. */
  employeeHistory: {
    path: "/v1/employees/{id}/history";
    method: "GET";
    query: {
      /** Default 90 days before `to`. */
      from?: string;
      /** Default now. */
      to?: string;
      /** Days between points. */
      step?: number;
      /** `computed` scores the evidence again at each date. `recorded` gives the calculations that were made (internal audience only), the newest 1000 of the range. */
      source?: "computed" | "recorded";
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
    };
    body: undefined;
    answer: History;
  };
  /** A client's score over time. */
  clientHistory: {
    path: "/v1/clients/{id}/history";
    method: "GET";
    query: {
      /** Default 90 days before `to`. */
      from?: string;
      /** Default now. */
      to?: string;
      /** Days between points. */
      step?: number;
      /** `computed` scores the evidence again at each date. `recorded` gives the calculations that were made (internal audience only), the newest 1000 of the range. */
      source?: "computed" | "recorded";
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
    };
    body: undefined;
    answer: History;
  };
  /** A department's score over time. */
  departmentHistory: {
    path: "/v1/departments/{id}/history";
    method: "GET";
    query: {
      /** A client's id. */
      client?: string;
      /** Default 90 days before `to`. */
      from?: string;
      /** Default now. */
      to?: string;
      /** Days between points. */
      step?: number;
      /** `computed` scores the evidence again at each date. `recorded` gives the calculations that were made (internal audience only), the newest 1000 of the range. */
      source?: "computed" | "recorded";
      /** The scoring model; without it, the tenant's. */
      model?: "phishr" | "caniphish" | "moxso" | "metacompliance" | "infima";
    };
    body: undefined;
    answer: History;
  };
  /** Assign a training. */
  assignTraining: {
    path: "/v1/employees/{id}/training-assignments";
    method: "POST";
    query: Record<string, never>;
    body: TrainingRequest;
    answer: TrainingAssignment;
  };
  /** Take a training assignment back. */
  cancelTraining: {
    path: "/v1/employees/{id}/training-assignments/{assignment}";
    method: "DELETE";
    query: Record<string, never>;
    body: undefined;
    answer: TrainingAssignment;
  };
  /** Take in events. */
  ingestEvents: {
    path: "/v1/events";
    method: "POST";
    query: Record<string, never>;
    body: EventBatch;
    answer: IngestResult;
  };
  /** Server-sent events, one for each change. */
  stream: {
    path: "/v1/stream";
    method: "GET";
    query: Record<string, never>;
    body: undefined;
    answer: string;
  };
}
