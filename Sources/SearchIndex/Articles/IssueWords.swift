/// The set words of newspapers, in both scripts, by which lines are told apart.
enum Words {
  static let agencies = WordList(
    "本报 本報 本刊 本台 本社 本网 本網 新华社 新華社 据新华社 據新華社 中新社 中新网 中央社 晚报讯 晚報訊 早报讯 日报讯 日報訊 商报讯 时报讯 "
      + "又讯 另讯")
  static let reporters = WordList("记者 記者 通讯员 通訊員 评论员 評論員 特约 特約 实习")
  static let reports = UnitSet("讯訊电電")
  static let notReports = UnitSet("话話视視力影梯动動子台器网網商")
  static let brackets = UnitSet("()[]【】〔〕>》→")
  static let editors = WordList(
    "责任编辑 責任編輯 责编 責編 本版编辑 本版編輯 本版责编 本期编辑 本期責編 本期责编 编辑 編輯 主编 主編 值班 校对 校對 版式 美编 美編 排版 审校 審校 组版 組版 版面 统筹 "
      + "終審 终审 视觉 签发")
  static let papers = WordList(
    "日报 日報 晚报 晚報 时报 時報 周报 週報 周刊 週刊 早报 早報 快报 快報 商报 商報 晨报 晨報 导报 導報 青年报 农民报 旬报 月报 月刊 校报 校報 学报 厂报 简报")
  static let periodicals = WordList("报 報 刊 志 誌")
  static let notEditors = WordList("编辑同志 編輯同志 编辑部 編輯部 编辑先生 编辑您 编辑你 编辑老师")
  static let weekdays = WordList(
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 礼拜 禮拜 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日")
  static let imprint = WordList(
    "今日四版 今日八版 今日4版 今日8版 今日12版 今日16版 本期4版 本期8版 本期四版 本期八版 社出版 主办 主辦 主管 统一刊号 統一刊號 CN 邮发代号 郵發代號 代号 零售 "
      + "每份 定价 网址 網址 http www. 印刷 投稿 热线 創刊 创刊 内部资料 准印证 编辑部 电子邮箱 总编辑 對開 对开")
  static let calendar = WordList("农历 農曆 夏历 夏曆 中华民国 中華民國 民国 民國 辛丑年 壬寅年 癸卯年 甲辰年 庚子年 己亥年")
  // Rare characters, of which each word of a list has one: where none stands, no word does.
  static let paperKeys = UnitSet("报報刊")
  static let weekdayKeys = UnitSet("星礼禮周週")
  static let imprintKeys = UnitSet("版办辦管刊C邮郵代售份价址hw刷稿热资证辑對对")
  static let calendarKeys = UnitSet("历曆民壬辛癸甲庚己")
  static let guides = WordList("导读 導讀 今日导读 今日導讀 本期导读 本期導讀 内容导读 要目 本期要目 今日要目 目录 本期目录 今日看点")
  static let captions = WordList(
    "图为 圖為 图① 图一 上图 下图 左图 右图 上圖 下圖 左圖 右圖 图片说明 圖片說明 图说 圖說 图片： 图： 圖： 图: 圖: 题图 ▲ △ ▼ 资料图 题图")
  static let pictures = WordList(
    "摄 攝 摄） 攝） 摄) 攝) 供图 供圖 供图） 供圖） 供图) 資料圖片 资料图片 资料图片） 资料图片) 摄影报道 摄影报道）")
  static let bylines = WordList(
    "本报记者 本報記者 本报通讯员 本報通訊員 本报评论员 本報評論員 本报特约 本刊记者 记者 記者 通讯员 通訊員 特约 特約 作者 文/ 文／ 图/ 圖/ 图文 文图 摄影 攝影 撰文 口述 整理 新华社记者 "
      + "新華社記者 本报讯 本報訊 执笔 读者 讀者 采写 編譯 编译 评论员")
  static let sections: Set<[UInt16]> = Set(
    WordList(
      "要闻 要聞 头条 頭條 头版 综合 综合新闻 綜合 综合新聞 简讯 簡訊 短讯 短波 读者来信 讀者來信 来信 副刊 社会 社會 社会新闻 文化 体育 體育 经济 經濟 教育 科技 广告 廣告 "
        + "通告 公告 评论 評論 时评 短评 民生 国内 国际 國內 國際 本市新闻 本市新聞 地方 农业 健康 生活 专版 专题 时政 更正 启事 啟事 来稿选登 一周要闻 简明新闻 快讯"
    ).words)
  static let pages = UnitSet("版页頁")
  static let numbers = UnitSet("期号號")
  static let days = UnitSet("日号號")
  static let dateUnits = UnitSet("年月日星期一二三四五六日天周星期第期号./-")
  static let colons = UnitSet("：:")
  static let decoration = UnitSet("-—–─━=*＊·•~〜_□■◎○●◆◇★☆※▲△<>《|│┃")
  static let openers = UnitSet("（(【[〔")
  static let datelineOpeners = UnitSet("【[(（〔■□●◆▲")
  static let bylineMarks = UnitSet("□■◎○●◆◇▲△※")
  static let bullets = UnitSet("●■◆★▪•·○◎※☆◇□")
  static let sectionOpeners = UnitSet("【[〔〖〈『")
  static let sectionClosers = UnitSet("】]〕〗〉』")
  static let enumerated = UnitSet("条條章节節款")
  static let leading = UnitSet("，。、；：！？”’」』）》】〉％%…")
  static let signatures = WordList(
    "（记者 （記者 （本报 （本報 （通讯员 （通訊員 （作者 （文 （据 （據 （完 （摘自 （王 （張 （新华社 （新華社")
  static let continued = WordList("上接第 （上接 上接1 上接2 上接3 紧接第 （紧接 （緊接")
  static let continues = WordList("下转第 下轉第 （下转 （下轉 下转2 下转3 下转4 转第 轉第")

  static let fullStop: UInt16 = 0x3002
  static let comma: UInt16 = 0xff0c
  static let enumeration: UInt16 = 0x3001
  static let ordinal: UInt16 = 0x7b2c
  static let year: UInt16 = 0x5e74
  static let month: UInt16 = 0x6708
  static let bracket: UInt16 = 0xff08
  static let closingBracket: UInt16 = 0xff09
}
