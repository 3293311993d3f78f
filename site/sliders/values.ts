/** The numbers that sliders move. Times in seconds. */
export type SlideId = 'jobs' | 'workers' | 'poll_timeout' | 'q_size' | 'rate' | 'seconds';
export type Values = Readonly<Partial<Record<SlideId, number>>>;
