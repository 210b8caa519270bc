/** Writes the wire format of Protocol Buffers: fields in the order of the calls. Source: protobuf.dev, "Encoding". */
export class ProtobufWriter {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  /** A whole number that is not negative. */
  integer(field: number, value: number): this {
    return this.#push(varint(field * 8), varint(value));
  }

  /** A 32-bit float. */
  float(field: number, value: number): this {
    return this.#push(varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
  }

  /** Text, bytes or a message. */
  bytes(field: number, value: string | Uint8Array<ArrayBuffer> | ProtobufWriter): this {
    if (value instanceof ProtobufWriter) {
      this.#push(varint(field * 8 + 2), varint(value.#length));
      return this.#push(...value.#chunks);
    }
    const data = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return this.#push(varint(field * 8 + 2), varint(data.length), data);
  }

  /** Everything written so far, in one piece. */
  finish(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  #push(...chunks: readonly Uint8Array<ArrayBuffer>[]): this {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    }
    return this;
  }
}

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function varint(value: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
