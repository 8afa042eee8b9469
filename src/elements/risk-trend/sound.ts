/** A trend to listen to. Loaded where a page asks for it, so that no other page pays for it. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { melody, type MelodyInput } from "../../charts/melody.js";
import type { LocaleController } from "../../controllers/locale.js";
import { sound } from "../../strings/en/sound.js";

/** How long a line lasts, s: long enough to follow, short enough to hear again. */
const SECONDS = 6;
/** Of full volume: quieter than speech, as it may be heard over a screen reader. */
const VOLUME = 0.08;
/** A tone that begins or ends at once clicks, s. */
const SOFT = 0.02;
/** Until the first tone, s: all of it is planned by then. */
const LEAD = 0.05;
/** How often the point that sounds is looked for, ms. */
const STEP = 50;

export interface Score extends Omit<MelodyInput, "seconds"> {
  /** Looks at the point that sounds, an index of `points`; null for none. */
  look: (index: number | null) => void;
}

/** One button that plays a line and stops it. */
export class Sound implements ReactiveController {
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #look: Score["look"] = () => undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get playing(): boolean {
    return this.#context !== null;
  }

  stop(): void {
    if (!this.#context) return;
    clearInterval(this.#timer);
    void this.#context.close();
    this.#context = null;
    this.#look(null);
    this.host.requestUpdate();
  }

  /** Call where the reader pressed something: browsers let no page make a sound by itself. */
  play({ look, ...input }: Score): void {
    this.stop();
    const context = new AudioContext();
    this.#context = context;
    this.#look = look;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.connect(volume).connect(context.destination);
    const start = context.currentTime + LEAD;
    volume.gain.setValueAtTime(0, context.currentTime);
    for (const { notes } of melody({ ...input, seconds: SECONDS })) {
      const [first, last] = [notes[0]!, notes.at(-1)!];
      tone.frequency.setValueAtTime(first.hertz, start + first.at);
      for (const { at, hertz } of notes.slice(1)) tone.frequency.exponentialRampToValueAtTime(hertz, start + at);
      volume.gain.setTargetAtTime(VOLUME, start + first.at, SOFT);
      volume.gain.setTargetAtTime(0, start + last.at, SOFT);
    }
    tone.start(start);
    tone.stop(start + SECONDS + 10 * SOFT);
    tone.onended = () => this.#context === context && this.stop();
    const { points, from, until } = input;
    let shown = -1;
    this.#timer = setInterval(() => {
      const now = from + ((context.currentTime - start) / SECONDS) * (until - from);
      const at = points.findLastIndex((point) => point.at <= now);
      if (at >= 0 && at !== shown) look((shown = at));
    }, STEP);
    void context.resume().catch(() => this.#context === context && this.stop());
    this.host.requestUpdate();
  }

  render({ words }: LocaleController, score: () => Score): TemplateResult {
    const t = words(sound);
    return html`<button
      class="button no-print"
      part="sound"
      title=${t("how")}
      @click=${() => (this.playing ? this.stop() : this.play(score()))}
      @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.stop()}
    >
      ${t(this.playing ? "stop" : "play")}
    </button>`;
  }
}
