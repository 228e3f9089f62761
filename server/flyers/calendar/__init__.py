"""The calendar of campaigns (カレンダー): when each runs, how long flyers last, whom it meets."""
