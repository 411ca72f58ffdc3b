/** What a sentence needs besides its code: names to printable values. Never holds a secret. */
export type Fields = Readonly<Record<string, string>>;

/** Something that a person may have to read about. The words for it are `installer.text(code, fields, locale)`. */
export interface Notice {
  readonly code: string;
  readonly fields: Fields;
}

/** Why something did not work: a stable kebab-case code with fields. Nothing that was saved before is lost by it. */
export class PinpointError extends Error implements Notice {
  override readonly name = "PinpointError";
  readonly code: string;
  readonly fields: Fields;

  constructor(code: string, fields: Fields = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }

  toJSON(): Notice {
    return { code: this.code, fields: this.fields };
  }
}

/** Does it. What a browser throws meanwhile ends in this code, with the error's name as the reason. */
export async function coded<Done>(code: string, does: () => Done | Promise<Done>): Promise<Done> {
  try {
    return await does();
  } catch (error) {
    throw asCoded(code, error);
  }
}

/** The error itself if it is one of ours. A name says enough; a browser's message may quote what somebody typed. */
export function asCoded(code: string, error: unknown): PinpointError {
  if (error instanceof PinpointError) return error;
  return new PinpointError(code, { reason: error instanceof Error ? error.name : typeof error });
}
