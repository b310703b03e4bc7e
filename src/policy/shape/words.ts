import { z } from "zod";

// The smallest schemas of a policy file. Each text says what is right, to complete "x is …" (see phrases.ts).

export const LEVELS = ["error", "warning", "note", "off"] as const;

/** A severity of the policy. */
export const level = () => z.enum(LEVELS);

export const ACCOUNT = "an account id: 12 digits in quotes";
export const accountId = () => z.string(ACCOUNT).regex(/^\d{12}$/, ACCOUNT);

/** The form of a region's name; new ones come every year. */
export const REGION_NAME = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

export const REGION = "a region such as us-east-1";
export const region = () => z.string(REGION).regex(REGION_NAME, REGION);

export const DATE = "a date of the calendar, such as 2027-03-31";
export const date = () => z.iso.date(DATE).describe("A date, such as 2027-03-31; that day is the last one.");

export const text = () => z.string().regex(/\S/, "some text");

/** Patterns longer than this are a mistake. */
const MAX_PATTERN = 300;

export const pattern = () => text().max(MAX_PATTERN);

export const amount = (least: number) => {
  const phrase = `a whole number of at least ${least}`;
  return z.int(phrase).min(least, phrase);
};

/** One, or a list of them. */
export const oneOrMany = <S extends z.ZodType>(schema: S) => z.union([schema, z.array(schema).min(1)]);

export const environmentName = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "a name of letters, digits, dots, dashes and underscores");
