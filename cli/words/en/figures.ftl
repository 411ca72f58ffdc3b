### Figures as people read them.

figure-bytes = { $figure } B
figure-kilobytes = { $figure } kB
figure-megabytes = { $figure } MB
figure-gigabytes = { $figure } GB
figure-terabytes = { $figure } TB
figure-volts = { $volts } V

count-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
count-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
count-records =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
count-events =
    { $count ->
        [one] { $count } event
       *[other] { $count } events
    }
count-people =
    { $count ->
        [one] one person
       *[other] { $count } people
    }

wait-now = now
wait-seconds = in { $figure } s
wait-minutes = in { $figure } min
