/** A good scan is felt and heard, for whoever looks at the station and not at the phone. */

let context: AudioContext | undefined;

export function found(): void {
  navigator.vibrate?.(60);
  try {
    context ??= new AudioContext();
    const [tone, loudness, now] = [context.createOscillator(), context.createGain(), context.currentTime];
    tone.frequency.value = 1320;
    loudness.gain.setValueAtTime(0.15, now);
    loudness.gain.exponentialRampToValueAtTime(0.001, now + 0.12);
    tone.connect(loudness).connect(context.destination);
    tone.start(now);
    tone.stop(now + 0.12);
  } catch {
    // A phone without a loudspeaker still has its screen.
  }
}
