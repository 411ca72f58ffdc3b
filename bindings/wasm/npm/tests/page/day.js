// The installer's day by the surface that an app sees.

/** A photograph of the station, as a camera would give it: a JPEG in landscape. */
export function picture(text = "Bay 214") {
  const canvas = new OffscreenCanvas(1000, 750);
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 1000, 750);
  sky.addColorStop(0, "#9fb4c4");
  sky.addColorStop(1, "#3c4a52");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 1000, 750);
  for (let line = 0; line < 60; line++) {
    pen.fillStyle = `hsl(${line * 6} 30% ${20 + line}%)`;
    pen.fillRect(40 + line * 15, 120 + (line % 9) * 50, 9, 44);
  }
  pen.fillStyle = "#fff";
  pen.font = "bold 64px sans-serif";
  pen.fillText(text, 60, 90);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}

const LOCKOUT = ["disconnected", "locked", "tagged", "measured", "stays-off"];

async function attach(installer, job, step) {
  return installer.attach(job, step, await installer.stage(await picture(step)));
}

async function tick(installer, view, step) {
  for (const { id } of view.steps.find(({ id }) => id === step).items) {
    await installer.apply(view.id, step, { answer: "item", item: id });
  }
}

/** From the label to the open seal, through every step that the seal asks for. */
export async function untilTheSeal(installer, label, serial, circuit = "F12") {
  const job = await installer.newJob();
  const view = await installer.start(job, "renetworking", label, circuit);
  const does = (step, answer = { answer: "confirmed" }) => installer.apply(job, step, answer);
  await attach(installer, job, "photo-before");
  await tick(installer, view, "condition");
  await does("network-checklist");
  for (const item of LOCKOUT) {
    await does("lockout", { answer: "item", item, ...(item === "measured" && { millivolts: 200 }) });
  }
  await does("open-cabinet");
  await does("replace-sim");
  await does("type-plate");
  for (const step of ["activation-sticker", "branding-place", "branding-label"]) await tick(installer, view, step);
  await does("label");
  const position = { lat_e7: 488583701, lon_e7: 22944813 };
  await does("location", { answer: "location", position, accuracy_mm: 12_000 });
  await does("station", { answer: "station", manufacturer: "Nordlicht", model: "NL-11" });
  await does("serial", { answer: "serial", text: serial, source: "scanned" });
  await does("serial", { answer: "serial-again", text: serial.slice(-4) });
  await does("address", {
    answer: "address",
    address: "12 quai des Exemples",
    city: "Paris",
    country: "FRA",
    from_list: false,
  });
  await does("pin", { answer: "pin", ...position });
  await does("details", { answer: "details", floor: "-2", bay: "214" });
  await attach(installer, job, "photo-station");
  return installer.job(job);
}

/** Confirms what is shown, and seals. */
export async function seal(installer, job) {
  const { serial, mac } = await installer.neverChanges(job);
  return installer.seal(job, { serial, mac });
}
