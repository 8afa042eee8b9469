/** Small files in the tools' own formats; the people are invented. */

const TIMELINE = [
  { email: "", time: "2026-03-02T08:00:00.123456789Z", message: "Campaign Created", details: "" },
  { email: "Ana.Diaz@acme.example", time: "2026-03-02T08:00:05.5Z", message: "Email Sent", details: "" },
  { email: "ben@acme.example", time: "2026-03-02T08:00:06Z", message: "Email Sent", details: "" },
  {
    email: "cai@acme.example",
    time: "2026-03-02T08:00:07Z",
    message: "Error Sending Email",
    details: '{"error":"mailbox full"}',
  },
  {
    email: "ben@acme.example",
    time: "2026-03-02T08:00:08Z",
    message: "Email Opened",
    details:
      '{"payload":{"rid":["Ab12xYz"]},"browser":{"address":"10.0.0.7","user-agent":"Mozilla/5.0 (Windows NT 10.0)"}}',
  },
  {
    email: "ana.diaz@ACME.example",
    time: "2026-03-02T10:11:12+01:00",
    message: "Clicked Link",
    details:
      '{"payload":{"rid":["Cd34xYz"]},"browser":{"address":"81.2.69.142","user-agent":"Mozilla/5.0 (X11; Linux x86_64) Firefox/124.0"}}',
  },
  {
    email: "ana.diaz@acme.example",
    time: "2026-03-02T09:12:00Z",
    message: "Submitted Data",
    details:
      '{"payload":{"password":["hunter2"],"rid":["Cd34xYz"]},"browser":{"address":"81.2.69.142","user-agent":"Mozilla/5.0"}}',
  },
  {
    email: "ben@acme.example",
    time: "2026-03-02T11:00:00Z",
    message: "Email Reported",
    details: '{"payload":{},"browser":{}}',
  },
];

const RESULTS = [
  {
    ...{ id: "Cd34xYz", status: "Submitted Data", ip: "81.2.69.142", latitude: 51.5, longitude: -0.12 },
    ...{ send_date: "2026-03-02T08:00:05.5Z", reported: false, modified_date: "2026-03-02T09:12:00Z" },
    ...{ email: "ana.diaz@acme.example", first_name: "Ana", last_name: "Díaz", position: "finance" },
  },
  {
    ...{ id: "Ab12xYz", status: "Email Opened", ip: "10.0.0.7", latitude: 0, longitude: 0 },
    ...{ send_date: "2026-03-02T08:00:06Z", reported: true, modified_date: "2026-03-02T11:00:00Z" },
    ...{ email: "ben@acme.example", first_name: "Ben", last_name: "", position: "" },
  },
  {
    ...{ id: "Ef56xYz", status: "Error", ip: "", latitude: 0, longitude: 0 },
    ...{ send_date: "0001-01-01T00:00:00Z", reported: false, modified_date: "2026-03-02T08:00:07Z" },
    ...{ email: "cai@acme.example", first_name: "Cai", last_name: "Ö", position: "" },
  },
];

/** `GET /api/campaigns/12`, the fields in the order in which GoPhish writes them. */
export const CAMPAIGN = {
  id: 12,
  name: "Parcel, spring",
  created_date: "2026-03-01T10:00:00Z",
  launch_date: "2026-03-02T08:00:00Z",
  send_by_date: "0001-01-01T00:00:00Z",
  completed_date: "0001-01-01T00:00:00Z",
  template: {
    id: 3,
    name: "Parcel",
    subject: "Your parcel",
    text: "",
    html: '<p>"results": [{]}</p>',
    attachments: [],
  },
  page: { id: 1, name: "Login", html: "<form>\\u007b</form>", capture_credentials: true },
  status: "In progress",
  results: RESULTS,
  timeline: TIMELINE,
  smtp: { id: 1, name: "relay" },
  url: "https://phish.acme.example",
};

const quote = (value: unknown): string => {
  const text = String(value);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csv = (rows: ReadonlyArray<Record<string, unknown>>): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((row) => row.map(quote).join(",")).join("\r\n");

/** The page's own exports. */
export const EVENTS_CSV = csv(TIMELINE.map((event) => ({ campaign_id: 12, ...event })));
export const RESULTS_CSV = csv(RESULTS);

const agent = (mbox: string): object => ({ objectType: "Agent", name: "Ada Park", mbox: `mailto:${mbox}` });
const verb = (name: string): object => ({ id: `http://adlnet.gov/expapi/verbs/${name}`, display: { "en-US": name } });
const course = { objectType: "Activity", id: "https://lms.example/course/phishing-basics" };

export const STATEMENTS = [
  {
    id: "6690e6c9-3ef0-4ed3-8b37-7f3964730bee",
    actor: agent("ADA@acme.example"),
    verb: verb("registered"),
    object: course,
    timestamp: "2026-02-01T08:00:00Z",
  },
  {
    ...{
      id: "a7c41b20-3ef0-4ed3-8b37-7f3964730bef",
      actor: agent("ada@acme.example"),
      verb: verb("completed"),
      object: course,
      version: "1.0.3",
    },
    ...{
      result: { completion: true, score: { scaled: 0.85 }, duration: "PT4M" },
      timestamp: "2026-02-03T09:30:00.1234567+01:00",
    },
  },
  {
    ...{
      id: "B8C41b20-3ef0-4ed3-8b37-7f3964730bef",
      verb: verb("failed"),
      object: { id: "https://lms.example/quiz/1" },
      version: "2.0.0",
    },
    ...{
      actor: { objectType: "Agent", account: { homePage: "https://lms.example/", name: "u-17" } },
      timestamp: "2026-02-04T08:00:00Z",
    },
  },
  {
    ...{
      id: "c8c41b20-3ef0-4ed3-8b37-7f3964730bef",
      actor: agent("ada@acme.example"),
      verb: verb("passed"),
      object: { id: "https://lms.example/quiz/1" },
    },
    ...{ result: { success: true, score: { raw: 9, min: 0, max: 10 } }, stored: "2026-02-05T08:00:00Z" },
  },
  {
    id: "d8c41b20-3ef0-4ed3-8b37-7f3964730bef",
    actor: agent("ada@acme.example"),
    verb: verb("launched"),
    object: course,
    timestamp: "2026-02-01T08:01:00Z",
  },
];

/** `GET /breachedaccount/{account}?truncateResponse=false`. */
export const BREACHES = [
  {
    ...{
      Name: "Parcelly",
      Title: "Parcelly",
      Domain: "parcelly.example",
      BreachDate: "2025-10-04",
      AddedDate: "2025-12-04T00:00:00Z",
    },
    ...{
      ModifiedDate: "2025-12-05T00:00:00Z",
      PwnCount: 152445165,
      Description: "In October, <em>153 million</em> accounts",
      LogoPath: "x.png",
    },
    ...{
      DataClasses: ["Email addresses", "Password hints", "Passwords", "Usernames"],
      IsVerified: true,
      IsFabricated: false,
      IsSensitive: false,
    },
    ...{ IsRetired: false, IsSpamList: false, IsMalware: false, IsSubscriptionFree: false, IsStealerLog: false },
  },
  {
    Name: "Mailers",
    Title: "Mailers' list",
    BreachDate: "2024-01-02",
    DataClasses: ["Email addresses"],
    IsSpamList: true,
  },
  { Name: "Hoax", Title: "Hoax", BreachDate: "2024-01-02", DataClasses: ["Passwords"], IsFabricated: true },
  {
    Name: "Thief",
    Title: "Thief logs",
    BreachDate: "2026-01-02",
    DataClasses: ["Email addresses", "Passwords"],
    IsStealerLog: true,
  },
];
