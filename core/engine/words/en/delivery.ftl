### On the way to the network: states, weather, connections.

delivery-blocked = Goes as soon as the one before it has arrived.
delivery-ready = Ready to go.
delivery-sending = On its way.
delivery-done = Arrived: saved on the server.
delivery-waiting = No way through yet. It goes by itself; nothing for you to do.
delivery-carried = Given to the system, which sends it even when the app is closed.
delivery-held-auth = Waits for your account. Sign in again, or have your certification renewed.
delivery-held-storage = Waits because the server is full. Nothing is lost.
delivery-held-version = Waits because this Pinpoint is too old. Update the app; your work is kept.
delivery-held-clock = Waits because this phone’s clock is wrong. Set date and time to automatic.
delivery-needs-you = The network could not take it as it is. Your work is kept: open it to see why.

weather = { $weather } It goes again by itself.
weather-offline = There is no connection to the server.
weather-timeout = The server did not answer in time.
weather-tls = No secure connection was possible.
weather-interrupted = The connection broke halfway.
weather-stranger = Something else answered in place of the server, perhaps a Wi-Fi that wants you to sign in.
weather-server = The server has trouble of its own.
weather-busy = The server is busy.
weather-not-yet = The server does not have the record yet.
weather-damaged = What arrived at the server was not what was sent.
weather-unreadable = The server’s answer could not be read.
weather-receipt-not-believed = The receipt was not believed, so nothing was deleted.
server-full = The server is full. Your work is kept on this phone and goes later.
clock-off = This phone’s clock is wrong by { $skew_s } seconds. Set date and time to automatic.

transport-offline = { weather-offline }
transport-timeout = { weather-timeout }
transport-tls = { weather-tls }
transport-certificate-dates = The server’s certificate is not valid today. Check this phone’s date and time.
transport-interrupted = { weather-interrupted }
transport-too-large = { weather-unreadable }
transport-file = The photo’s file cannot be read any more. Take the photo again if you are still on site.

sync-elsewhere = Another Pinpoint is delivering from this folder already. Wait until it is done, or stop it.
photo-file-damaged = A photo’s file on this phone is damaged, so it was not sent. The record goes without it. Export the record and call support.
body-missing = A part of this delivery is missing on this phone. The rest goes without it. Export the record and call support.
server-url = { $url } cannot be used as a server. The address begins with https://, and only for a server on this machine with http://
http-extra-ca = The extra certificate cannot be read: { $reason }
http-client = The connection could not be set up: { $reason }
