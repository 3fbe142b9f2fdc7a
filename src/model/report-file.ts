/** A file with a report: its limits, its states, and why one is not taken in. */

export const fileStates = ['coming', 'kept', 'refused'] as const
/** `forbidden`: it stands in the operator's list of what nobody may keep. `minor`: a picture, with a report of a possible minor. */
export const fileRefusals = ['kind', 'bomb', 'macros', 'damaged', 'picture', 'minor', 'forbidden'] as const
export type FileRefusal = (typeof fileRefusals)[number]

export const fileLimits = { files: 10, bytes: 20 * 1024 * 1024, partBytes: 256 * 1024 } as const

/** `blurred` and `shown` are of pictures: grey and without detail, and without metadata. `original`: every byte as it came. */
export const fileCopies = ['blurred', 'shown', 'original'] as const
export type FileCopy = (typeof fileCopies)[number]
