/** As much of Thrift's compact protocol as a Parquet file's headers need. */
export class ThriftWriter {
  readonly #bytes: number[] = [];
  #lastField = 0;
  readonly #outer: number[] = [];

  i32(field: number, value: number): this {
    this.#header(field, 5);
    this.#zigzag(value);
    return this;
  }

  i64(field: number, value: number): this {
    this.#header(field, 6);
    this.#zigzag(value);
    return this;
  }

  text(field: number, value: string): this {
    this.#header(field, 8);
    this.#string(value);
    return this;
  }

  struct(field: number, write: () => void): this {
    this.#header(field, 12);
    this.#nested(write);
    return this;
  }

  structs<T>(field: number, items: readonly T[], write: (item: T) => void): this {
    this.#list(field, 12, items.length);
    for (const item of items) this.#nested(() => write(item));
    return this;
  }

  i32s(field: number, values: readonly number[]): this {
    this.#list(field, 5, values.length);
    values.forEach((value) => this.#zigzag(value));
    return this;
  }

  texts(field: number, values: readonly string[]): this {
    this.#list(field, 8, values.length);
    values.forEach((value) => this.#string(value));
    return this;
  }

  end(): Buffer {
    this.#bytes.push(0);
    return Buffer.from(this.#bytes);
  }

  #nested(write: () => void): void {
    this.#outer.push(this.#lastField);
    this.#lastField = 0;
    write();
    this.#bytes.push(0);
    this.#lastField = this.#outer.pop() ?? 0;
  }

  #header(field: number, type: number): void {
    this.#bytes.push(((field - this.#lastField) << 4) | type);
    this.#lastField = field;
  }

  #list(field: number, type: number, size: number): void {
    this.#header(field, 9);
    if (size < 15) this.#bytes.push((size << 4) | type);
    else {
      this.#bytes.push(0xf0 | type);
      this.#varint(size);
    }
  }

  #string(value: string): void {
    const bytes = Buffer.from(value);
    this.#varint(bytes.length);
    this.#bytes.push(...bytes);
  }

  #zigzag(value: number): void {
    this.#varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  #varint(value: number): void {
    let left = value;
    while (left >= 0x80) {
      this.#bytes.push((left % 0x80) | 0x80);
      left = Math.floor(left / 0x80);
    }
    this.#bytes.push(left);
  }
}
