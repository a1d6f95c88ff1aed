/** Whether this is `npm run test:full`, which adds matrices to what `npm test` tries once. */
export const isFullRun = process.env["GATEWAY_LENS_FULL"] === "1";
