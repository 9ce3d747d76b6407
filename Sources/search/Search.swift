@main struct Search { static func main() {} }
