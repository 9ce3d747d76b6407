/// Readings of common characters beside the one that ICU gives for a character alone.
enum OtherReadings {
  /// By character.
  static let all: [UInt32: [String]] = {
    var readings: [UInt32: [String]] = [:]
    for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let syllable = String(decoding: entry.utf8.prefix { $0 < 0x80 }, as: UTF8.self)
      for character in entry.dropFirst(syllable.count).unicodeScalars {
        readings[character.value, default: []].append(syllable)
      }
    }
    return readings
  }()

  /// Each syllable before its characters.
  private static let table = """
    ba扒 bai柏伯 bao剥剝炮刨曝薄 bei臂 beng蚌 bing屏并 bo薄柏泊伯卜 bu卜堡埔 cen参參 chai差 chan单單禅禪
    chang长長场 chao朝嘲 chen称稱 cheng盛澄称稱 chi匙 chong重种虫 chu畜 ci差伺 cui衰 da大答 dai大 dan石担擔
    dao倒 de得地的 deng澄 di地的翟提 diao调調 du都度 duo度 e恶惡阿 fo佛 fu服脯 ga伽咖夹 ge葛合盖蓋
    gei给給 gu贾賈 gua括 guan冠莞 gui龟龜 ha虾哈 hai咳还還 hang行巷 hao貉 he和核吓嚇荷喝 heng横 hong红虹
    hu核 huan还還 hui会會 huo和豁 ji给給奇革系繫缉緝稽济 jia贾賈茄 jian槛見见 jiang降强強虹将 jiao觉覺校角嚼
    jie解 jing劲勁颈 ju柜车車咀 juan圈 jue角嚼脚觉覺 jun龟龜 ka卡 kan槛檻看 ke咳壳殼 kuai会會 la落 lao落烙
    le乐樂了勒 lei勒累 li丽麗 lia俩倆 liang靓靚量俩 liao了 liu六陆陸 long弄 lou露 lu绿綠六陆陸碌露 lun纶論论
    luo落烙 lv率绿綠 ma抹吗 man埋蔓 mei没沒 meng氓 miu缪繆 mo没沒万脉模抹 mou牟缪繆 mu模牟 na娜那哪 nei那哪
    ni呢 nian粘 niao鸟尿 niu拗 nong弄 nue疟瘧 nuo娜 nve疟瘧 ou区區 pa扒 pai迫 pan番胖 pang膀磅 pao炮 pi否辟
    pian便扁 piao朴 ping冯馮屏 po繁泊朴迫 pu暴堡埔曝脯朴 qi奇栖缉緝稽其 qia卡 qian纤纖茜 qiao壳殼翘 qie茄切
    qin覃 qing亲 qiu仇龟龜 qu曲趣 quan券圈 rou肉 sa撒 sai塞 se塞色 sha厦廈刹剎莎煞杉 shai色晒 shan单單杉禅禪
    shang汤 shao召 she折舍拾射 shen什参參 sheng乘盛 shi似石识識殖匙什拾食 shou熟 shu属數数术 shua刷
    shuai率衰 shui说說 shuo数數说說 si似伺食 su宿 sui尿 suo莎缩 ta拓踏 tan弹彈覃 tang汤 ti体提 tiao调調
    tuo拓 tun囤 wan万莞蔓 wang亡 wei遗遺尉圩 wu恶惡亡 xi系栖洗 xia吓嚇厦廈虾夹 xian见纤纖洗 xiang降巷相
    xiao校削 xie解血叶邪 xin信 xing行省兴 xiu宿臭 xu畜吁圩 xue血削 xun浚 ya轧 yan殷咽 yao约約钥鑰疟瘧
    ye叶邪咽 yi尾艾遗遺 yin殷 ying应應 yu吁尉蔚谷熨与與 yuan员員 yue说說乐樂钥鑰 yun员員熨 zai仔载載
    zang藏 zeng曾 zha查扎轧炸 zhai择擇翟侧 zhan粘颤顫占 zhang长長 zhao着著朝爪 zhe着著折 zhi识識殖
    zhong重种 zhou轴 zhu属屬著 zhua爪 zhuan传傳转轉 zhuang幢 zhui椎 zhuo着著琢 zi仔 zuan钻 zui咀 zuo琢作
    """
}
