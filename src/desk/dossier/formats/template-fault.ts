/** Why a template cannot be used, in words for who edits it: which field, and where. */
export class TemplateFault extends Error {}
