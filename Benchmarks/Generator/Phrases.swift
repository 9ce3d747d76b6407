/// Set phrases of newspapers, which make long strings repeat across articles.
enum Phrases {
  static let openings: [StaticString] = [
    "据了解，", "据悉，", "据介绍，", "近日，", "昨日，", "目前，", "此外，", "同时，", "随后，", "今年以来，",
    "记者了解到，", "记者在现场看到，", "在此基础上，", "值得一提的是，", "业内人士认为，", "按照计划，",
    "截至目前，", "与此同时，", "下一步，", "有关负责人表示，", "当天上午，", "会议指出，", "会议要求，",
    "会议强调，", "为了", "随着", "由于", "通过", "对此，", "其中，", "另外，", "不过，",
  ]
  static let speech: [StaticString] = [
    "说：“", "表示：“", "介绍：“", "告诉记者：“", "认为：“", "笑着说：“", "回忆：“",
  ]
  static let offices: [StaticString] = [
    "人民政府", "公安局", "教育局", "人民法院", "气象台", "卫生局", "消防大队", "居委会", "党委", "交通局",
    "工作人员", "居民", "负责人", "中心小学", "派出所", "环保局",
  ]
  static let latin: [StaticString] = [
    "GDP", "5G", "AI", "PM2.5", "APP", "CPI", "4S", "IT", "VIP", "LED", "KTV", "ATM", "WiFi", "CEO",
    "NBA", "CBA", "3D", "DNA", "CT", "LNG", "QQ", "A股", "H7N9", "G20", "GPS", "WTO", "ETC", "SUV",
    "POS", "CBD", "MBA", "DVD", "OTC", "IPO", "IPTV", "USB", "T恤", "B超", "X光", "VR", "5A", "4G",
    "110", "120", "119", "12345", "12315", "iPad", "iPhone", "Windows", "Google", "Facebook",
  ]
  static let units: [StaticString] = [
    "%", "万元", "个", "人", "元", "名", "年", "亿元", "家", "公里", "岁", "万", "多", "平方米", "吨",
    "次", "余", "天", "户", "项", "辆", "小时", "分钟", "米", "套", "件", "亩", "倍", "度", "号",
  ]
}
