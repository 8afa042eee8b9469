// As much of IndexedDB as src/data/history.ts uses, in memory: answers that come later, modes that hold.

const refused = (name) => new DOMException(name, name);

/** Something that is answered once whoever asked had time to listen. */
function request(work) {
  const made = { result: undefined, error: null };
  queueMicrotask(() => {
    try {
      made.result = work(made);
      made.onsuccess?.();
    } catch (error) {
      made.error = error;
      made.onerror?.();
    }
  });
  return made;
}

class Rows {
  constructor(table, mode) {
    this.table = table;
    this.mode = mode;
  }

  #write(work) {
    if (this.mode !== "readwrite") throw refused("ReadOnlyError");
    return request(work);
  }

  add(row) {
    return this.#write(() => {
      const n = ++this.table.last;
      this.table.rows.set(n, { ...row, [this.table.keyPath]: n });
      return n;
    });
  }
  count() {
    return request(() => this.table.rows.size);
  }
  getAllKeys(_query, most) {
    // To a browser no more than none is all.
    return request(() => [...this.table.rows.keys()].slice(0, most || undefined));
  }
  /** @param which a row's number, or a range of them */
  delete(which) {
    const { rows } = this.table;
    return this.#write(() => [...rows.keys()].forEach((n) => (n === which || n <= which.upper) && rows.delete(n)));
  }
  clear() {
    return this.#write(() => this.table.rows.clear());
  }
  index(name) {
    const field = this.table.indices.get(name);
    if (!field) throw refused("NotFoundError");
    return {
      getAll: (value) => {
        if (value === null) throw refused("DataError");
        return request(() => [...this.table.rows.values()].filter((row) => row[field] === value));
      },
    };
  }
}

/** A browser's store with nothing in it. */
export function indexedDB() {
  const databases = new Map();
  const open = (name, version) =>
    request((made) => {
      const known = databases.get(name);
      const { tables } = known ?? { tables: new Map() };
      if (version > known?.version) for (const one of known.opened) one.onversionchange?.();
      let open = true;
      const db = {
        createObjectStore(store, { keyPath, autoIncrement }) {
          if (!autoIncrement) throw refused("DataError");
          const table = { keyPath, last: 0, rows: new Map(), indices: new Map() };
          tables.set(store, table);
          return { createIndex: (index, field) => table.indices.set(index, field) };
        },
        transaction(store, mode) {
          if (!open) throw refused("InvalidStateError");
          if (!tables.has(store)) throw refused("NotFoundError");
          return { objectStore: (same) => new Rows(tables.get(same), mode) };
        },
        close() {
          open = false;
        },
      };
      made.result = db;
      databases.set(name, { tables, version, opened: [...(known?.opened ?? []), db] });
      if (!known) made.onupgradeneeded?.();
      return db;
    });
  return { open };
}

export const IDBKeyRange = { upperBound: (upper) => ({ upper }) };
