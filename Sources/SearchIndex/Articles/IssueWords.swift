/// The set words of newspapers, in both scripts, by which lines are told apart.
///
/// One object, which those who ask much hold on to: a global is looked for each time.
final class Words: Sendable {
  static let shared = Words()

  private init() {}

  let agencies = WordList(
    "本报 本報 本刊 本台 本社 本网 本網 新华社 新華社 据新华社 據新華社 中新社 中新网 中央社 晚报讯 晚報訊 早报讯 日报讯 日報訊 商报讯 时报讯 "
      + "又讯 另讯")
  let reporters = WordList("记者 記者 通讯员 通訊員 评论员 評論員 特约 特約 实习")
  let reports = UnitSet("讯訊电電")
  let notReports = UnitSet("话話视視力影梯动動子台器网網商")
  let brackets = UnitSet("()[]【】〔〕>》→")
  let editors = WordList(
    "责任编辑 責任編輯 责编 責編 本版编辑 本版編輯 本版责编 本期编辑 本期責編 本期责编 编辑 編輯 主编 主編 值班 校对 校對 版式 美编 美編 排版 审校 審校 组版 組版 版面 统筹 "
      + "終審 终审 视觉 签发 总策划 策划 監製 监制 監制 责校 責校 校检 检校 編校 编校 组稿 美術編輯 美术编辑 责任校对 責任校對 見習編輯 见习编辑 執行編輯 执行编辑")
  let authorities = UnitSet("府厅廳委署行")
  /// What the head of a page has besides the name of the paper.
  let notOfNames = UnitSet("期版第年月日星周週农農历曆印编編责責电電话話地址邮郵总總号號今出发發行刊定价價每逢主办辦")
  let papers = WordList(
    "日报 日報 晚报 晚報 时报 時報 周报 週報 周刊 週刊 早报 早報 快报 快報 商报 商報 晨报 晨報 导报 導報 青年报 农民报 旬报 月报 月刊 校报 校報 学报 厂报 简报")
  let periodicals = WordList("报 報 刊 志 誌")
  let notEditors = WordList("编辑同志 編輯同志 编辑部 編輯部 编辑先生 编辑您 编辑你 编辑老师")
  // 本期责任编辑, 本版编辑.
  static let this: UInt16 = 0x672c
  let editions = UnitSet("期版报報刊")
  /// What names of parts of a paper end with.
  let newsParts = WordList("新闻 新聞 要闻 要聞 消息")
  /// Behind what might be a byline: 读者来信.
  let notBylines = WordList(
    "来信 來信 投书 投書 来函 來函 来论 來論 之声 之聲 之友 园地 園地 论坛 論壇 信箱 服务 服務 问答 問答 热线 俱乐部 节 節 协会 協會 点题 反映")
  /// Before a name: who somebody is, 历史系 赵六.
  let offices = UnitSet("系院科厂廠校村局镇鎮县縣区區市社部队隊班组組员員师師长長授处處室站所司会會团團乡鄉")
  let weekdays = WordList(
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 礼拜 禮拜 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日")
  let imprint = WordList(
    "今日四版 今日八版 今日4版 今日8版 今日12版 今日16版 本期4版 本期8版 本期四版 本期八版 社出版 主办 主辦 主管 统一刊号 統一刊號 CN 邮发代号 郵發代號 代号 零售 "
      + "每份 定价 网址 網址 http www. 印刷 投稿 热线 創刊 创刊 内部资料 准印证 编辑部 电子邮箱 总编辑 對開 对开")
  let calendar = WordList("农历 農曆 夏历 夏曆 中华民国 中華民國 民国 民國 辛丑年 壬寅年 癸卯年 甲辰年 庚子年 己亥年")
  // Rare characters, of which each word of a list has one: where none stands, no word does.
  let paperKeys = UnitSet("报報刊")
  let weekdayKeys = UnitSet("星礼禮周週")
  let imprintKeys = UnitSet("版办辦管刊C邮郵代售份价址hw刷稿热资证辑對对")
  let calendarKeys = UnitSet("历曆民壬辛癸甲庚己")
  /// What printers and archives write above the first article.
  let imprints = WordList(
    "打字稿 录入 錄入 存档 存檔 电子版 電子版 全文数据库 全文資料庫 检索 檢索 命中 results 新闻稿 新聞稿 登記證 登记证 登記台 刊号 刊號 内部刊物 內部刊物 内部资料 注意保存 "
      + "编印 編印 印行 零售 售價 售价 订阅 訂閱 网上版 網上版 網路版 今日出版 本日出版 本日二张 今日二张 大張 大张 號外 每逢 逢星期 社址 关注我们 關注我們 點擊上方 点击上方 点击蓝字"
  )
  /// What is said of the file itself.
  let remarks = WordList("导出时间 导出日期 检索时间 下载时间 检索条件 检索式 说明 說明 录入说明 凡例 体例 备注 備註")
  /// How the paper is reached, above the first text.
  let contacts = WordList("热线 熱線 电话 電話 传真 傳真 网址 網址 邮箱 郵箱 地址 邮编 发行人 發行人 社长 社長 发行 發行")
  let formalDigits = UnitSet("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
  let republic = UnitSet("国國")
  let guides = WordList("导读 導讀 今日导读 今日導讀 本期导读 本期導讀 内容导读 要目 本期要目 今日要目 目录 本期目录 今日看点")
  let captions = WordList(
    "图为 圖為 图① 图一 上图 下图 左图 右图 上圖 下圖 左圖 右圖 图片说明 圖片說明 图说 圖說 图片： 图： 圖： 图: 圖: 题图 ▲ △ ▼ 资料图 题图")
  let pictures = WordList(
    "摄 攝 摄） 攝） 摄) 攝) 供图 供圖 供图） 供圖） 供图) 資料圖片 资料图片 资料图片） 资料图片) 摄影报道 摄影报道）")
  let bylines = WordList(
    "本报记者 本報記者 本报通讯员 本報通訊員 本报评论员 本報評論員 本报特约 本刊记者 记者 記者 通讯员 通訊員 特约 特約 作者 文/ 文／ 图/ 圖/ 图文 文图 摄影 攝影 撰文 口述 整理 新华社记者 "
      + "新華社記者 本报讯 本報訊 执笔 读者 讀者 采写 編譯 编译 评论员")
  let credits = WordList(
    "来源 來源 稿源 文章来源 稿件来源 信息来源 新闻来源 文章來源 作者 发布时间 發佈時間 發布時間 发布日期 發布日期 更新时间 发布者 发布人 字号 字號 字体 字體 浏览 浏览次数 浏览量 点击 点击数 点击量 "
      + "阅读 阅读次数 阅读量 访问量 日期 版次 版面 版名 栏目 欄目 字数 分类 分類 关键词 關鍵詞 责任者 出处 报纸名称 报名 期号 页码 副标题 副题 引题 肩题 主题词 导出时间 "
      + "正文 全文 肩題 Author Date Page Source Subtitle FullText Abstract Newspaper Keywords"
  )
  let greetings = WordList("此致 敬礼 敬禮 谨启 謹啟 谨此")
  let titles = WordList("标题 標題 题目 題目 题名 題名 篇名 篇目 文章标题 正标题 主标题 主题 Title")
  let measures = UnitSet("则則条條篇")
  let records = WordList("Record 记录 记录号 序号")
  let givers = WordList("供稿） 供稿) 来稿） 摘编） 整理）")
  let dots = UnitSet("·•・")
  let boldOpeners = WordList("<b> <strong> ** #")
  let boldClosers = WordList("</b> </strong> **")
  /// What stands before 電 and 訊 where these end the head of a report.
  let reporting = UnitSet("日社报報台刊")
  let speakers = WordList("记者 記者 问 問 答 主持人 编者 編者 编者问")
  let salutations = WordList(
    "编辑同志 編輯同志 编辑先生 編輯先生 编者先生 編者先生 编辑 編輯 主编先生 主編先生 编辑部 編輯部")
  /// The ends of 报道 and 報導, and their beginnings.
  let reportWords = UnitSet("道導导")
  let reportKeys = UnitSet("报報")
  /// 消息 and 广播 in brackets before a text.
  let newsKeys = UnitSet("消广廣")
  let newsEnds = UnitSet("息播")
  static let titleOpener: UInt16 = 0x300a
  let related = WordList(
    "相关新闻 相关阅读 相关链接 相关报道 相關新聞 相關報道 相關報導 延伸閱讀 延伸阅读 推荐阅读 推薦閱讀 热门新闻 熱門新聞")
  let advertisements = WordList("广告 廣告 告白 吿白")
  let leaders = UnitSet("….·．・")
  let navigation = WordList(
    "放大 缩小 默认 朗读 发表评论 首页 首頁 主页 主頁 回頁頂 回到顶部 回頂部 上一期 下一期 阅读原文 Copyright 上一篇 下一篇 上一条 下一条 上一版 下一版 打印 关闭 收藏 设为首页 加入收藏 返回顶部 返回首页 返回列表 当前位置 您的位置 您现在的位置 相关新闻 相关阅读 相关链接 分享到 关于我们 联系我们 版权所有 "
      + "版權所有 网友评论 我要评论 扫一扫 更多 列印 轉寄 關閉 加入收藏 分享 回首頁 上一則 下一則 相關新聞 延伸閱讀 友善列印")
  let navigationMarks = UnitSet(">|»›/·-")
  let addresses = WordList(
    "本报地址 本報地址 社址 报社地址 本报电话 新闻热线 新聞熱線 广告热线 投稿邮箱 编辑部电话 邮政编码 天气预报 天氣預報 今日天气 小启 小啟 今日一張 今日一张 零售每份")
  let forecasts = WordList("天气预报 天氣預報 今日天气")
  static let triangle: UInt16 = 0x25b3
  let notices = WordList(
    "公告 通告 启事 啟事 讣告 訃告 声明 聲明 更正 致歉 道歉 鸣谢 鳴謝 遗失 遺失 招领 招領 布告 公示 招标 征稿 徵稿")
  let briefs = WordList("简讯 簡訊 短讯 短訊 短波 快讯 快訊 简明新闻 簡明新聞 要闻简报 点滴 拾零 集锦")
  let sections: Set<[UInt16]> = Set(
    WordList(
      "要闻 要聞 头条 頭條 头版 综合 综合新闻 綜合 综合新聞 简讯 簡訊 短讯 短波 读者来信 讀者來信 来信 副刊 社会 社會 社会新闻 文化 体育 體育 经济 經濟 教育 科技 广告 廣告 "
        + "通告 公告 评论 評論 时评 短评 民生 国内 国际 國內 國際 本市新闻 本市新聞 地方 农业 健康 生活 专版 专题 时政 更正 启事 啟事 告白 吿白 專件 專電 专电 公電 公电 譯電 命令 來函 来函 文苑 雜俎 時評 論說 社論 社论 来稿选登 一周要闻 简明新闻 快讯"
    ).words)
  let pages = UnitSet("版页頁")
  let numbers = UnitSet("期号號")
  let days = UnitSet("日号號")
  let dateUnits = UnitSet("()年月日星期一二三四五六日天周星期第期号./-")
  let colons = UnitSet("：:")
  let decoration = UnitSet("-—–─━=*＊·•~〜_□■◎○●◆◇★☆※▲△<>《|│┃")
  let openers = UnitSet("（(【[〔")
  let datelineOpeners = UnitSet("【[(（〔■□●◆▲")
  let bylineMarks = UnitSet("□■◎○●◆◇▲△※")
  let bullets = UnitSet("●■◆★▪•‧·○◎※☆◇□")
  let sectionOpeners = UnitSet("【[〔〖〈『")
  let sectionClosers = UnitSet("】]〕〗〉』")
  let enumerated = UnitSet("条條章节節款")
  let numberedParts = UnitSet("章节節编編篇条條")
  let leading = UnitSet("，。、；：！？”’」』）》】〉％%…")
  let signatures = WordList(
    "（记者 （記者 （本报 （本報 （通讯员 （通訊員 （作者 （文 （据 （據 （完 （摘自 （新华社 （新華社 （整理 （特约 （特約 （实习")
  /// The first characters of nine names of ten, in both scripts.
  let surnames = UnitSet(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻闫余潘杜戴夏钟鍾汪田任姜范"
      + "方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱丘秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文施洪翁严嚴温溫柳柯庄莊詹涂游向甘申关關纪紀梅伍葛倪祝左成费費华華应應")
  let sentenceEnds = UnitSet("。！？”」』…!?.")
  let yearOpeners = UnitSet("〔[(【")
  let yearClosers = UnitSet("〕])】")
  let continued = WordList("上接第 （上接 上接1 上接2 上接3 紧接第 （紧接 （緊接")
  let continues = WordList("下转第 下轉第 （下转 （下轉 下转2 下转3 下转4 转第 轉第")

  static let fullStop: UInt16 = 0x3002
  static let comma: UInt16 = 0xff0c
  static let enumeration: UInt16 = 0x3001
  static let ordinal: UInt16 = 0x7b2c
  static let year: UInt16 = 0x5e74
  static let month: UInt16 = 0x6708
  static let bracket: UInt16 = 0xff08
  static let closingBracket: UInt16 = 0xff09
}
