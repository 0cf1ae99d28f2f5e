export const SetupPages = () => null
