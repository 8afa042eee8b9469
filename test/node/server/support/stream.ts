/** What is waited for, or a failure that says so: a test that waits for ever says nothing. */
export async function soon<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited in vain for ${what}`)), 60_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export interface Message {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** A reader of server-sent events that can wait for the next one. */
export class Stream {
  readonly #aborter = new AbortController();
  readonly #messages: Message[] = [];
  #wake: () => void = () => undefined;
  #ended = false;

  private constructor(readonly answer: Response) {}

  static async open(url: string, token: string, lastEventId?: string): Promise<Stream> {
    const aborter = new AbortController();
    const answer = await fetch(url, {
      signal: aborter.signal,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
      },
    });
    const stream = new Stream(answer);
    stream.#aborter.signal.addEventListener("abort", () => aborter.abort());
    void stream.#read();
    return stream;
  }

  async #read(): Promise<void> {
    let text = "";
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.answer.body!) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          this.#take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      }
    } catch {
      // Closed by the reader.
    }
    this.#ended = true;
    this.#wake();
  }

  #take(block: string): void {
    const fields = new Map(
      block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
    );
    if (!fields.has("data")) return;
    this.#messages.push({
      id: fields.get("id") ?? "",
      event: fields.get("event") ?? "message",
      data: JSON.parse(fields.get("data")!) as Record<string, unknown>,
    });
    this.#wake();
  }

  /** The next message; null where the stream ended. */
  async next(): Promise<Message | null> {
    while (this.#messages.length === 0) {
      if (this.#ended) return null;
      await soon(new Promise<void>((done) => (this.#wake = done)), "a message");
    }
    return this.#messages.shift()!;
  }

  /** All messages up to the first that passes, it included. */
  async until(test: (message: Message) => boolean): Promise<Message[]> {
    const found: Message[] = [];
    for (let message = await this.next(); message; message = await this.next()) {
      found.push(message);
      if (test(message)) return found;
    }
    throw new Error(`the stream ended after ${JSON.stringify(found)}`);
  }

  close(): void {
    this.#aborter.abort();
  }
}
