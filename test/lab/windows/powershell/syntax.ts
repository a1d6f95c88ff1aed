/** The part of PowerShell's language that the lab's powershell.exe understands. */

export type Statement =
  | { readonly kind: "pipeline"; readonly pipeline: Pipeline }
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Pipeline }
  | { readonly kind: "try"; readonly body: readonly Statement[]; readonly handler: readonly Statement[] }
  | {
      readonly kind: "if";
      readonly clauses: readonly { readonly test: Pipeline; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    };

/** One or more elements joined by `|`. */
export type Pipeline = readonly (Command | Expression)[];

export interface Command {
  readonly kind: "command";
  readonly name: string;
  /** Where it stands in the script, for error records. */
  readonly at: number;
  readonly args: readonly Argument[];
}

export type Argument =
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "value"; readonly value: Expression };

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "expandable"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  /** `@( … )`: always an array. */
  | { readonly kind: "array"; readonly body: readonly Statement[] }
  /** `( … )` and `$( … )`. */
  | { readonly kind: "group"; readonly body: readonly Statement[] }
  | { readonly kind: "hash"; readonly entries: readonly (readonly [string, Pipeline])[] }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | {
      readonly kind: "member";
      readonly of: Expression;
      readonly name: string;
      /** Null: a property. */
      readonly args: readonly Expression[] | null;
    }
  | {
      readonly kind: "static";
      readonly type: string;
      readonly name: string;
      readonly args: readonly Expression[] | null;
    }
  | { readonly kind: "cast"; readonly type: string; readonly of: Expression }
  | { readonly kind: "index"; readonly of: Expression; readonly at: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };
