/**
 * What one invented person does over the months: opens, clicks, reports, learns, forgets. Everything goes to an
 * `Out`, so that records and columns come from the same life.
 *
 * @typedef {object} Out
 * @property {(type: string, at: number, ref: string, extra?: { score?: number, disputed?: string }) => void} event
 * @property {(name: string, at: number, value: number) => void} measure
 *
 * @typedef {object} Campaign
 * @property {string} ref
 * @property {number} at Epoch ms.
 * @property {"link" | "form" | "qr" | "attachment"} kind
 * @property {number} difficulty 0 (clumsy) to 1 (hard to see through).
 *
 * @typedef {object} Course
 * @property {string} ref
 * @property {number} at
 * @property {boolean} quiz
 * @property {string | null} department Whom it is for; null means everybody.
 *
 * @typedef {object} Plan
 * @property {number} from The first instant, epoch ms.
 * @property {number} asOf The last.
 * @property {import("./clients.js").Story} story
 * @property {string} team The department that the story is about.
 * @property {readonly Campaign[]} campaigns By time.
 * @property {readonly Course[]} courses By time.
 * @property {number} turn When the story turns, epoch ms.
 * @property {number} mood How careful the place is as a whole: 1 is usual, more is worse.
 * @property {boolean} peers Whether peer benchmarks are supplied rather than left to the engine.
 *
 * @typedef {object} Person
 * @property {string} department
 * @property {string} role
 * @property {number} careless 0 to 1: how likely a lure works.
 * @property {number} alert 0 to 1: how likely it is reported.
 * @property {number} diligent 0 to 1: how likely a course is done.
 * @property {number} opens 0 to 1
 * @property {number} joined Epoch ms.
 * @property {number} left Epoch ms; after `asOf` for those who stay.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => (value < low ? low : value > high ? high : value);

/** @param {number} at */
const second = (at) => Math.floor(at / 1000) * 1000;

/**
 * @param {import("./random.js").Random} rng
 * @param {string} department
 * @param {string} role
 * @param {Plan} plan
 * @returns {Person}
 */
export function hire(rng, department, role, plan) {
  const kind = rng.next();
  const between = rng.between;
  /** Repeat clickers, the hasty, the ordinary, steady reporters, and those who hardly read mail. */
  const [careless, alert, diligent, opens] =
    kind < 0.07
      ? [between(0.75, 0.98), between(0, 0.05), between(0.2, 0.5), 0.95]
      : kind < 0.25
        ? [between(0.36, 0.62), between(0.04, 0.13), between(0.45, 0.75), 0.88]
        : kind < 0.74
          ? [between(0.1, 0.3), between(0.08, 0.26), between(0.6, 0.92), 0.74]
          : kind < 0.94
            ? [between(0.01, 0.06), between(0.6, 0.92), between(0.85, 0.99), 0.75]
            : [between(0.05, 0.2), between(0, 0.08), between(0.2, 0.6), 0.22];
  const span = plan.asOf - plan.from;
  const joins = plan.story === "new" ? between(0.78, 0.9) : rng.chance(0.16) ? between(0.05, 0.93) : -0.1;
  const leaves = plan.story !== "new" && rng.chance(0.06) ? between(0.35, 0.97) : 2;
  return {
    department,
    role,
    careless,
    alert,
    diligent,
    opens,
    joined: plan.from + Math.round(span * joins),
    left: plan.from + Math.round(span * Math.max(leaves, joins + 0.1)),
  };
}

/**
 * @param {Person} person
 * @param {Plan} plan
 * @param {import("./random.js").Random} rng
 * @param {Out} out
 */
export function live(person, plan, rng, out) {
  const { asOf, story, campaigns, courses, turn } = plan;
  const first = Math.max(plan.from, person.joined);
  const last = Math.min(asOf, person.left);
  const ours = person.department === plan.team;
  /** How far the place has let things slide, up to 1: what is taught there does not stick. Less than 0: it looks after itself. */
  const slack = story === "overrun" ? 1 : story === "neglected" ? 0.6 : story === "drilled" ? -0.3 : 0;
  /** What trainings have taught, 0 to 1; it wears off. */
  let learned = 0;
  let since = first;
  let missed = 0;
  let failures = 0;
  let iq = Math.round(46 + person.diligent * 34 - person.careless * 20 + rng.between(-8, 8));
  let risk = Math.round(26 + person.careless * 50 - person.alert * 22 + rng.between(-6, 6));
  let badge = Math.round(30 + person.alert * 40 + rng.between(-10, 20));
  let habit = 24 + person.careless * 55 - person.alert * 12;
  let training = 74 - person.diligent * 38 + slack * 36;
  let incidents = 0;

  /** @param {string} type @param {number} at @param {string} ref @param {{ score?: number, disputed?: string }} [extra] */
  const event = (type, at, ref, extra) => {
    if (at <= last) out.event(type, second(at), ref, extra);
  };
  /** @type {Map<string, number>} */
  const told = new Map();
  /** @param {string} name @param {number} at @param {number} value */
  const measure = (name, at, value) => {
    const rounded = Math.round(value);
    const before = told.get(name);
    // A platform writes a new value where it says something new.
    if (at > last || (before !== undefined && Math.abs(before - rounded) < 3)) return;
    told.set(name, rounded);
    out.measure(name, second(at), rounded);
  };
  /** @param {number} at */
  const forget = (at) => {
    learned *= clamp(1 - (at - since) / (420 * DAY), 0, 1);
    since = at;
  };
  /** @param {number} at @param {number} worth */
  const learn = (at, worth) => {
    forget(at);
    learned = clamp(learned + worth * (1 - slack), 0, 0.92);
  };

  /** @param {Course} course */
  const attend = (course) => {
    const at = course.at + rng.between(0, 3 * HOUR);
    event("training_assigned", at, course.ref);
    const led = course.department !== null;
    const done = at + rng.between(0.1, 1) * rng.between(1, 34) * DAY;
    if (rng.chance(led ? 0.95 : person.diligent / plan.mood) && done <= last) {
      const score = Math.round(clamp(rng.between(0.5, 0.85) + person.diligent * 0.2, 0, 1) * 100) / 100;
      event("training_completed", done, course.ref, { score });
      learn(done, led ? 0.7 : 0.11 * score);
      training = clamp(training - 7, 4, 100);
      iq = clamp(iq + 3, 5, 118);
      badge = clamp(badge + 7, 0, 150);
      if (course.quiz) sit(course, done + rng.between(2, 30) * MINUTE);
      measure("training", done, training);
      measure("badge_score", done, badge);
    } else {
      missed++;
      training = clamp(training + 8, 4, 100);
      measure("training", Math.min(at + 30 * DAY, last), training);
    }
  };

  /** @param {Course} course @param {number} start */
  const sit = (course, start) => {
    let at = start;
    for (let tries = 1; tries <= 4 && at <= last; tries++) {
      const passes = rng.chance(0.5 + person.diligent * 0.42 - person.careless * 0.2);
      event(passes ? "quiz_passed" : "quiz_failed", at, `quiz-${course.ref}`);
      iq = clamp(iq + (passes ? 4 : -3), 5, 118);
      measure("security_iq", at, iq);
      if (passes) break;
      at += rng.between(0.5, 4) * DAY;
    }
  };

  /** @param {Campaign} campaign @param {number} index */
  const receive = (campaign, index) => {
    const sent = campaign.at + Math.round(rng.between(0, 90 * 60)) * 1000;
    if (sent < first || sent > last) return;
    forget(sent);
    const { ref } = campaign;
    event("simulation_sent", sent, ref);
    const late = sent > turn;
    let careless = person.careless;
    let alert = person.alert;
    if (story === "climbs" && late) [careless, alert] = [careless * 1.6 + 0.2, alert * 0.3];
    else if (story === "improves" && ours)
      [careless, alert] = late ? [careless * 0.5, alert * 1.5 + 0.2] : [careless * 1.4 + 0.22, alert * 0.6];
    else if (story === "exemplary") [careless, alert] = [careless * 0.45, alert * 1.25 + 0.08];
    else if (story === "neglected") [careless, alert] = [careless * 0.7 + 0.4, alert * 0.2];
    else if (story === "overrun") [careless, alert] = [careless * 0.2 + 0.92, alert * 0.05];
    else if (story === "drilled") [careless, alert] = [careless * 0.2, alert * 1.2 + 0.3];
    else if (story === "careless") [careless, alert] = [careless * 1.35 + 0.14, alert * 0.45];
    careless = clamp(careless * plan.mood * (0.5 + campaign.difficulty) * (1 - learned), 0, 0.96);
    alert = clamp(alert / plan.mood, 0, 0.97);

    if (story === "scanner" && late && rng.chance(0.45)) {
      const looked = sent + Math.round(rng.between(1, 5)) * 1000;
      event("simulation_opened", looked, ref, { disputed: "scanner" });
      if (rng.chance(0.8)) event("simulation_clicked", looked + 1000, ref, { disputed: "scanner" });
    }
    const haste = rng.next();
    const opened = sent + (4 + haste * haste * 1900) * MINUTE;
    let outcome = 18;
    // Where nobody warns anybody, mail is read in haste.
    if (rng.chance(slack > 0 ? 0.96 : person.opens)) {
      event("simulation_opened", opened, ref);
      const acted = opened + rng.between(0.3, 6) * MINUTE;
      if (rng.chance(careless)) {
        failures++;
        outcome = 84;
        risk = clamp(risk + 19, -40, 100);
        badge = clamp(badge - 4, 0, 150);
        if (campaign.kind === "qr") event("simulation_qr_scanned", acted, ref);
        else if (campaign.kind === "attachment") event("simulation_attachment_opened", acted, ref);
        else {
          event("simulation_clicked", acted, ref);
          const enters = campaign.kind === "form" ? 0.58 : 0.18;
          if (rng.chance(enters + person.careless * 0.2)) {
            event("simulation_submitted", acted + rng.between(0.4, 3) * MINUTE, ref);
            outcome = 100;
            risk = clamp(risk + 9, -40, 100);
          }
        }
        const again = failures > 1 && rng.chance(0.3);
        if (again) event("simulation_clicked", acted + rng.between(20, 400) * MINUTE, ref);
        retrain(acted + rng.between(0.5, 1.5) * DAY, campaign);
        if (rng.chance(alert * 0.3)) event("simulation_reported", acted + rng.between(5, 90) * MINUTE, ref);
      } else if (rng.chance(alert)) {
        outcome = 0;
        risk = clamp(risk - 6, -40, 100);
        badge = clamp(badge + 4, 0, 150);
        event("simulation_reported", acted, ref);
      } else risk = clamp(risk - 2, -40, 100);
    } else if (rng.chance(0.35)) event("simulation_ignored", sent + 5 * DAY, ref);
    habit = habit * 0.55 + outcome * 0.45;
    incidents *= 0.72;
    const judged = sent + 5 * DAY;
    measure("phish_risk", judged, risk);
    measure("phishing_simulation", judged, habit);
    measure("incidents", judged, incidents);
    if (index % 3 === 0) {
      measure("badge_score", judged, badge);
      // The better known a mailbox is, the more arrives in it.
      const sought = person.role === "executive" || person.role === "finance" ? 30 : person.role === "admin" ? 18 : 0;
      measure("threat_exposure", judged, clamp(18 + sought + slack * 46 + person.careless * 34 + rng.between(0, 38), 0, 100));
      if (plan.peers)
        measure(
          "peer_benchmark",
          judged,
          clamp(person.careless * 80 - person.alert * 24 + rng.between(24, 42), 0, 100),
        );
    }
  };

  /** @param {number} at @param {Campaign} campaign */
  const retrain = (at, campaign) => {
    const ref = `refresher-${campaign.ref}`;
    event("training_assigned", at, ref);
    const done = at + rng.between(0.2, 16) * DAY;
    if (!rng.chance(person.diligent * 0.9)) return;
    event("training_completed", done, ref, { score: Math.round(rng.between(0.6, 1) * 100) / 100 });
    if (done <= last) learn(done, 0.11);
  };

  let next = 0;
  let mail = 0;
  for (let i = 0; i < campaigns.length; i++) {
    const campaign = /** @type {Campaign} */ (campaigns[i]);
    for (; next < courses.length && /** @type {Course} */ (courses[next]).at < campaign.at; next++) enrol(next);
    receive(campaign, i);
    // Real mail does not keep to a timetable.
    if (rng.chance(0.13)) threat(campaign.at + rng.between(2, 25) * DAY, i);
  }
  for (; next < courses.length; next++) enrol(next);
  measure("security_iq", first + 14 * DAY, iq);
  if (missed > 2) measure("training", last, clamp(training + 4, 4, 100));

  /** @param {number} index */
  function enrol(index) {
    const course = /** @type {Course} */ (courses[index]);
    if (course.at < first || course.at > last) return;
    if (course.department === null || course.department === person.department) attend(course);
  }

  /** @param {number} at @param {number} index */
  function threat(at, index) {
    if (at < first || at > last) return;
    const ref = `inbox-${index}-${++mail}`;
    event("threat_received", at, ref);
    const noticed = at + rng.between(3, 240) * MINUTE;
    if (rng.chance(person.careless * 0.3 * plan.mood * (1 - learned))) {
      event("threat_clicked", noticed, ref);
      incidents = clamp(incidents + 70, 0, 100);
      measure("incidents", noticed, incidents);
    } else if (rng.chance(person.alert * 0.8)) event("threat_reported", noticed, ref);
  }
}
