// The browser reads what the phone reads: the same labels, symbols, problems and photos, from the same bytes.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { before, describe, test } from 'node:test';
import { load, nativeReadings } from './module.mjs';

let native, module, decoder;
before(async () => {
  native = nativeReadings();
  module = await load('decode-testing');
  decoder = new module.Decoder(JSON.stringify(native.forms));
});

/** A reading as plain data, or what was refused. */
function outcome(read) {
  let reading;
  try {
    reading = read();
  } catch (refused) {
    return { refused };
  }
  const { view } = reading;
  const password = reading.takePassword();
  reading.free();
  return { view, password: password ? new TextDecoder().decode(password) : null };
}

describe('a label', () => {
  test('in every condition, a foreign one, a type plate and a broken file read alike', () => {
    const labels = native.pictures.filter(({ file, read }) => {
      assert.deepEqual(outcome(() => decoder.readPicture(native.bytes(file))), read, file);
      return read.password;
    });
    assert.ok(labels.length >= 17, `${labels.length} labels were read`);
  });

  test('in a frame reads alike however the phone is held, at a glance and with all effort', () => {
    const seen = native.frames.filter(({ file, shape, ...read }) => {
      for (const effort of ['frame', 'still']) {
        assert.deepEqual(outcome(() => decoder.readFrame(native.bytes(file), shape, effort)), read[effort], `${file} ${effort}`);
      }
      return read.frame.password;
    });
    assert.ok(seen.length >= 12, `${seen.length} frames were read at a glance`);
  });

  test('on a canvas reads as in the frame that was drawn there', () => {
    const { file, shape, frame } = native.frames[0];
    const { width, height, stride } = shape;
    const luma = native.bytes(file);
    const rgba = new Uint8Array(4 * width * height).map((_, at) => {
      const pixel = at >> 2;
      return at % 4 === 3 ? 255 : luma[Math.floor(pixel / width) * stride + (pixel % width)];
    });
    assert.deepEqual(outcome(() => decoder.readRgba(rgba, width, height, 'frame')), frame);
  });

  test('outside the viewfinder is not read', () => {
    const { file, shape } = native.frames[0];
    const crop = { x: 0, y: 0, width: 200, height: shape.height };
    assert.deepEqual(outcome(() => decoder.readFrame(native.bytes(file), { ...shape, crop }, 'frame')), {
      view: { symbols: [] },
      password: null,
    });
  });

  test('that was pasted, recognised or typed is a label too', () => {
    const pasted = outcome(() => decoder.interpretText(['https://pinpoint.example/i/0024B1', '0000029F81/K7Q2M9XA']));
    assert.deepEqual(pasted, { view: { symbols: [], mac: '0024B10000029F81' }, password: 'K7Q2M9XA' });
    const typed = outcome(() => decoder.typedLabel('0024:B100:0002:9F81', 'K7Q2M9XA'));
    assert.deepEqual(typed, { view: { symbols: [], mac: '0024:B100:0002:9F81' }, password: 'K7Q2M9XA' });
    const mistyped = outcome(() => decoder.typedLabel('0024:B100', 'K7Q2M9XA'));
    assert.deepEqual(mistyped.refused, { code: 'mac-length', fields: { digits: '8' } });
  });
});

describe('a photo', () => {
  test('has the same facts, the same advice and the same published copy, byte for byte', () => {
    for (const { file, facts, published, ...expected } of native.photos) {
      const { jpeg, ...prepared } = module.prepare(native.bytes(file));
      assert.deepEqual(prepared, expected, file);
      assert.deepEqual(Buffer.from(jpeg), Buffer.from(native.bytes(published)), `${file}: the published copy`);
      assert.deepEqual(present(module.photoFacts(native.bytes(file))), present(facts), file);
    }
  });

  test('that is no picture says why', () => {
    for (const ask of [module.prepare, module.photoFacts]) {
      assert.deepEqual(outcome(() => ask(new Uint8Array())).refused, { code: 'picture-empty', fields: {} });
    }
  });
});

/** What is missing is `undefined` here and `null` in JSON. */
const present = (facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));

describe('a password', () => {
  test('is given out once, as bytes, and is in nothing that is printed', () => {
    const reading = decoder.readPicture(native.bytes('plain-0'));
    for (const printed of [JSON.stringify(reading), JSON.stringify(reading.view), String(reading), inspect(reading, { depth: 9 })]) {
      assert.ok(!printed.includes('K7Q2M9XA'), printed);
    }
    assert.deepEqual(reading.takePassword(), new TextEncoder().encode('K7Q2M9XA'));
    assert.equal(reading.takePassword(), undefined);
    reading.free();
  });
});

describe('a mistake of the caller', () => {
  const fields = (read) => outcome(read).refused;
  const luma = new Uint8Array(100);

  test('is named with its argument', () => {
    const turned = fields(() => decoder.readFrame(luma, { width: 10, height: 10, stride: 10, rotation: 45 }, 'frame'));
    assert.equal(turned.code, 'argument-malformed');
    assert.equal(turned.fields.argument, 'shape');
    assert.match(turned.fields.reason, /0, 90, 180 or 270 degrees, not 45/);
    assert.equal(fields(() => decoder.readFrame(luma, { width: 10, height: 10, stride: 10 }, 'hard')).fields.argument, 'effort');
    assert.equal(fields(() => new module.Decoder('{}')).fields.argument, 'labelForms');
  });

  test('about the pixels is refused with the numbers', () => {
    assert.deepEqual(fields(() => decoder.readFrame(luma, { width: 10, height: 11, stride: 10 }, 'frame')), {
      code: 'frame-too-short',
      fields: { needed: '110', got: '100' },
    });
    assert.deepEqual(fields(() => decoder.readRgba(luma, 5, 6, 'frame')), {
      code: 'frame-too-short',
      fields: { needed: '120', got: '100' },
    });
    assert.deepEqual(fields(() => decoder.readRgba(luma, 0, 6, 'frame')).code, 'frame-empty');
  });
});
