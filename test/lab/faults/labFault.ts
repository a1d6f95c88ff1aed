/** One thing that can be wrong in a lab, switched on and off while it is up. */
export interface LabFault {
  /** As `npm run lab -- fault <id>` takes it; the file has the same name in camel case. */
  readonly id: string;
  /** What a user then sees. */
  readonly shows: string;
  apply(target: FaultTarget): Promise<void>;
  clear(target: FaultTarget): Promise<void>;
}

export interface FaultTarget {
  /** Home of the lab. */
  readonly home: string;
  /** The instance that faults inside of one are for. */
  readonly instance: string;
}
