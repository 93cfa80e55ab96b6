const values = new WeakMap<Secret, string>();

/**
 * A value that must not be seen: it prints, serializes and inspects as `[secret]`. Only `reveal` gives it out, and a
 * rule lists the files that may call it.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  reveal(): string {
    return values.get(this) ?? '';
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
