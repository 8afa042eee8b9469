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
 * @property {string} refresher The ref of the course that follows a failure: written once, not once for everybody.
 * @property {number} at Epoch ms.
 * @property {"link" | "form" | "qr" | "attachment"} kind
 * @property {number} difficulty 0 (clumsy) to 1 (hard to see through).
 *
 * @typedef {object} Course
 * @property {string} ref
 * @property {string} exam The ref of its quiz.
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

/** Measures by place; what somebody's were last told as, one person after the other. */
const MEASURES = /** @type {const} */ ([
  "training",
  "badge_score",
  "security_iq",
  "phish_risk",
  "phishing_simulation",
  "incidents",
  "threat_exposure",
  "peer_benchmark",
]);
const [TRAINING, BADGE, IQ, RISK, HABIT, INCIDENTS, EXPOSURE, PEERS] = /** @type {const} */ ([0, 1, 2, 3, 4, 5, 6, 7]);
const told = new Float64Array(MEASURES.length);

/** How a place makes of people what they are: times and plus for how likely a lure works, and how likely it is reported. */
const LURES = /** @type {const} */ ({
  exemplary: [0.45, 0, 1.25, 0.08],
  neglected: [0.7, 0.4, 0.2, 0],
  overrun: [0.2, 0.92, 0.05, 0],
  drilled: [0.2, 0, 1.2, 0.3],
  careless: [1.35, 0.14, 0.45, 0],
});

/** Refs of real mail, by campaign and by how many came before: texts are made once. @type {string[][]} */
const inbox = [];

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
  /** @param {number} low @param {number} high */
  const between = (low, high) => rng.between(low, high);
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
 * One life. Its numbers are fields rather than variables that closures share: those would be made anew, one object each
 * time one of them changes, for a hundred thousand people.
 */
class Life {
  /**
   * @param {Person} person
   * @param {Plan} plan
   * @param {import("./random.js").Random} rng
   * @param {Out} out
   */
  constructor(person, plan, rng, out) {
    const { careless, alert, diligent, joined, left } = person;
    const { asOf, from, story } = plan;
    this.person = person;
    this.plan = plan;
    this.rng = rng;
    this.out = out;
    this.first = Math.max(from, joined);
    this.last = Math.min(asOf, left);
    /** How far the place has let things slide, up to 1: what is taught there does not stick. Less than 0: it looks after itself. */
    this.slack = story === "overrun" ? 1 : story === "neglected" ? 0.6 : story === "drilled" ? -0.3 : 0;
    /** What trainings have taught, 0 to 1; it wears off. */
    this.learned = 0;
    this.since = this.first;
    this.missed = 0;
    this.failures = 0;
    this.mail = 0;
    this.iq = Math.round(46 + diligent * 34 - careless * 20 + rng.between(-8, 8));
    this.risk = Math.round(26 + careless * 50 - alert * 22 + rng.between(-6, 6));
    this.badge = Math.round(30 + alert * 40 + rng.between(-10, 20));
    this.habit = 24 + careless * 55 - alert * 12;
    this.training = 74 - diligent * 38 + this.slack * 36;
    this.incidents = 0;
    told.fill(NaN);
  }

  /** All of it, in the order that the draws have. */
  run() {
    const { campaigns, courses } = this.plan;
    let next = 0;
    for (const [i, campaign] of campaigns.entries()) {
      for (; (courses[next]?.at ?? Infinity) < campaign.at; next++) this.enrol(courses[next]);
      this.receive(campaign, i);
      // Real mail does not keep to a timetable.
      if (this.rng.chance(0.13)) this.threat(campaign.at + this.rng.between(2, 25) * DAY, i);
    }
    for (; next < courses.length; next++) this.enrol(courses[next]);
    this.measure(IQ, this.first + 14 * DAY, this.iq);
    if (this.missed > 2) this.measure(TRAINING, this.last, clamp(this.training + 4, 4, 100));
  }

  /** @param {Course | undefined} course */
  enrol(course) {
    if (!course || course.at < this.first || course.at > this.last) return;
    if (course.department === null || course.department === this.person.department) this.attend(course);
  }

  /** @param {Course} course */
  attend(course) {
    const at = course.at + this.rng.between(0, 3 * HOUR);
    this.event("training_assigned", at, course.ref);
    const led = course.department !== null;
    const done = at + this.rng.between(0.1, 1) * this.rng.between(1, 34) * DAY;
    if (this.rng.chance(led ? 0.95 : this.person.diligent / this.plan.mood) && done <= this.last) {
      const score = Math.round(clamp(this.rng.between(0.5, 0.85) + this.person.diligent * 0.2, 0, 1) * 100) / 100;
      this.event("training_completed", done, course.ref, { score });
      this.learn(done, led ? 0.7 : 0.11 * score);
      this.training = clamp(this.training - 7, 4, 100);
      this.iq = clamp(this.iq + 3, 5, 118);
      this.badge = clamp(this.badge + 7, 0, 150);
      if (course.quiz) this.sit(course, done + this.rng.between(2, 30) * MINUTE);
      this.measure(TRAINING, done, this.training);
      this.measure(BADGE, done, this.badge);
    } else {
      this.missed++;
      this.training = clamp(this.training + 8, 4, 100);
      this.measure(TRAINING, Math.min(at + 30 * DAY, this.last), this.training);
    }
  }

  /** @param {Course} course @param {number} start */
  sit(course, start) {
    let at = start;
    for (let tries = 1; tries <= 4 && at <= this.last; tries++) {
      const passes = this.rng.chance(0.5 + this.person.diligent * 0.42 - this.person.careless * 0.2);
      this.event(passes ? "quiz_passed" : "quiz_failed", at, course.exam);
      this.iq = clamp(this.iq + (passes ? 4 : -3), 5, 118);
      this.measure(IQ, at, this.iq);
      if (passes) break;
      at += this.rng.between(0.5, 4) * DAY;
    }
  }

  /** @param {Campaign} campaign @param {number} index */
  receive(campaign, index) {
    const sent = campaign.at + Math.round(this.rng.between(0, 90 * 60)) * 1000;
    if (sent < this.first || sent > this.last) return;
    this.forget(sent);
    const { story, team, turn } = this.plan;
    const ours = this.person.department === team;
    const { ref } = campaign;
    this.event("simulation_sent", sent, ref);
    const late = sent > turn;
    let careless = this.person.careless;
    let alert = this.person.alert;
    if (story === "climbs" && late) {
      careless = careless * 1.6 + 0.2;
      alert *= 0.3;
    } else if (story === "improves" && ours) {
      careless = late ? careless * 0.5 : careless * 1.4 + 0.22;
      alert = late ? alert * 1.5 + 0.2 : alert * 0.6;
    } else if (story in LURES) {
      const [times, more, reports, rest] = LURES[/** @type {keyof typeof LURES} */ (story)];
      careless = careless * times + more;
      alert = alert * reports + rest;
    }
    careless = clamp(careless * this.plan.mood * (0.5 + campaign.difficulty) * (1 - this.learned), 0, 0.96);
    alert = clamp(alert / this.plan.mood, 0, 0.97);

    if (story === "scanner" && late && this.rng.chance(0.45)) {
      const looked = sent + Math.round(this.rng.between(1, 5)) * 1000;
      this.event("simulation_opened", looked, ref, { disputed: "scanner" });
      if (this.rng.chance(0.8)) this.event("simulation_clicked", looked + 1000, ref, { disputed: "scanner" });
    }
    const haste = this.rng.next();
    const opened = sent + (4 + haste * haste * 1900) * MINUTE;
    let outcome = 18;
    // Where nobody warns anybody, mail is read in haste.
    if (this.rng.chance(this.slack > 0 ? 0.96 : this.person.opens)) {
      this.event("simulation_opened", opened, ref);
      const acted = opened + this.rng.between(0.3, 6) * MINUTE;
      if (this.rng.chance(careless)) {
        this.failures++;
        outcome = 84;
        this.risk = clamp(this.risk + 19, -40, 100);
        this.badge = clamp(this.badge - 4, 0, 150);
        if (campaign.kind === "qr") this.event("simulation_qr_scanned", acted, ref);
        else if (campaign.kind === "attachment") this.event("simulation_attachment_opened", acted, ref);
        else {
          this.event("simulation_clicked", acted, ref);
          const enters = campaign.kind === "form" ? 0.58 : 0.18;
          if (this.rng.chance(enters + this.person.careless * 0.2)) {
            this.event("simulation_submitted", acted + this.rng.between(0.4, 3) * MINUTE, ref);
            outcome = 100;
            this.risk = clamp(this.risk + 9, -40, 100);
          }
        }
        const again = this.failures > 1 && this.rng.chance(0.3);
        if (again) this.event("simulation_clicked", acted + this.rng.between(20, 400) * MINUTE, ref);
        this.retrain(acted + this.rng.between(0.5, 1.5) * DAY, campaign);
        if (this.rng.chance(alert * 0.3)) this.event("simulation_reported", acted + this.rng.between(5, 90) * MINUTE, ref);
      } else if (this.rng.chance(alert)) {
        outcome = 0;
        this.risk = clamp(this.risk - 6, -40, 100);
        this.badge = clamp(this.badge + 4, 0, 150);
        this.event("simulation_reported", acted, ref);
      } else this.risk = clamp(this.risk - 2, -40, 100);
    } else if (this.rng.chance(0.35)) this.event("simulation_ignored", sent + 5 * DAY, ref);
    this.habit = this.habit * 0.55 + outcome * 0.45;
    this.incidents *= 0.72;
    const judged = sent + 5 * DAY;
    this.measure(RISK, judged, this.risk);
    this.measure(HABIT, judged, this.habit);
    this.measure(INCIDENTS, judged, this.incidents);
    if (index % 3 === 0) {
      this.measure(BADGE, judged, this.badge);
      // The better known a mailbox is, the more arrives in it.
      const sought = this.person.role === "executive" || this.person.role === "finance" ? 30 : this.person.role === "admin" ? 18 : 0;
      this.measure(EXPOSURE, judged, clamp(18 + sought + this.slack * 46 + this.person.careless * 34 + this.rng.between(0, 38), 0, 100));
      if (this.plan.peers)
        this.measure(
          PEERS,
          judged,
          clamp(this.person.careless * 80 - this.person.alert * 24 + this.rng.between(24, 42), 0, 100),
        );
    }
  }

  /** @param {number} at @param {Campaign} campaign */
  retrain(at, campaign) {
    const ref = campaign.refresher;
    this.event("training_assigned", at, ref);
    const done = at + this.rng.between(0.2, 16) * DAY;
    if (!this.rng.chance(this.person.diligent * 0.9)) return;
    this.event("training_completed", done, ref, { score: Math.round(this.rng.between(0.6, 1) * 100) / 100 });
    if (done <= this.last) this.learn(done, 0.11);
  }

  /** @param {number} at @param {number} index */
  threat(at, index) {
    if (at < this.first || at > this.last) return;
    const ref = ((inbox[index] ??= [])[this.mail] ??= `inbox-${index}-${this.mail + 1}`);
    this.mail++;
    this.event("threat_received", at, ref);
    const noticed = at + this.rng.between(3, 240) * MINUTE;
    if (this.rng.chance(this.person.careless * 0.3 * this.plan.mood * (1 - this.learned))) {
      this.event("threat_clicked", noticed, ref);
      this.incidents = clamp(this.incidents + 70, 0, 100);
      this.measure(INCIDENTS, noticed, this.incidents);
    } else if (this.rng.chance(this.person.alert * 0.8)) this.event("threat_reported", noticed, ref);
  }

  /** @param {number} at @param {number} worth */
  learn(at, worth) {
    this.forget(at);
    this.learned = clamp(this.learned + worth * (1 - this.slack), 0, 0.92);
  }

  /** @param {number} at */
  forget(at) {
    this.learned *= clamp(1 - (at - this.since) / (420 * DAY), 0, 1);
    this.since = at;
  }

  /** @param {string} type @param {number} at @param {string} ref @param {{ score?: number, disputed?: string }} [extra] */
  event(type, at, ref, extra) {
    if (at <= this.last) this.out.event(type, second(at), ref, extra);
  }

  /** @param {0 | 1 | 2 | 3 | 4 | 5 | 6 | 7} place @param {number} at @param {number} value */
  measure(place, at, value) {
    const rounded = Math.round(value);
    // A platform writes a new value where it says something new.
    if (at > this.last || Math.abs(/** @type {number} */ (told[place]) - rounded) < 3) return;
    told[place] = rounded;
    this.out.measure(MEASURES[place], second(at), rounded);
  }
}

/**
 * @param {Person} person
 * @param {Plan} plan
 * @param {import("./random.js").Random} rng
 * @param {Out} out
 */
export const live = (person, plan, rng, out) => new Life(person, plan, rng, out).run();
