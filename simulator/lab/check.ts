export const CHECK_HELP = '';
export const checkCommand = async (_args: string[]) => 2;
