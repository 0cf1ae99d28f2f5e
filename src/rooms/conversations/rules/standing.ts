/** How a conversation stands. `left`: the supporter went, and the student may ask another one in. `ended`: shredded by the student. */
export type Standing = 'open' | 'blocked' | 'left' | 'ended' | 'suspended'
export type Side = 'student' | 'supporter'
