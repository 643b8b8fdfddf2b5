/** Something that whoever runs the command can act on. It is printed as it is, without a stack, and the exit code is 1. */
export class Failure extends Error {
  override name = 'Failure';
}
