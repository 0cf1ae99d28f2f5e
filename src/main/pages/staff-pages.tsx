export const StaffPages = () => null
