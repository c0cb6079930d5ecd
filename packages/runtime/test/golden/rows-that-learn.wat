(module
  (type (func (param f32) (result f32)))
  (type (func))
  (type (func (param i32 i32)))
  (import "env" "memory" (memory 1))
  (import "env" "quantile" (func $quantile (type 0)))
  (func $p_init_w (type 1)
    (local $element i32)
    (local $column i32)
    (local $row i32)
    (local $start i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    v128.const i32x4 0x3e99999a 0x3e99999a 0x3e99999a 0x3e99999a
    local.set 16
    v128.const i32x4 0x3c23d70a 0x3c23d70a 0x3c23d70a 0x3c23d70a
    local.set 17
    i32.const 0
    local.set $row
    loop
      local.get $row
      i32.const 4
      i32.mul
      local.set $start
      i32.const 0
      local.set $column
      loop
        local.get $start
        local.get $column
        i32.add
        local.set $element
        local.get 16
        local.get $element
        i32.const 4
        i32.shr_u
        local.set $block
        i32.const 0
        i32.load
        local.set 5
        i32.const 0
        i32.load offset=4
        local.set 6
        i32.const 0
        i32.load offset=8
        local.set 7
        i32.const 0
        i32.load offset=12
        local.set $seed
        i32.const -183745553
        local.set $node
        local.get 5
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $block
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get 6
        i32.xor
        local.get $seed
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get 7
        i32.xor
        local.get $node
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1640531527
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1150833019
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 1013904242
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 1993301258
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -626627285
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 842468239
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 2027808484
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -308364780
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 387276957
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1459197799
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1253254570
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 1684936478
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const 1401181199
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const 534103459
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -239350328
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -616729560
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i64.extend_i32_u
        i64.const 3528531795
        i64.mul
        local.set $product0
        local.get $word2
        i64.extend_i32_u
        i64.const 3449720151
        i64.mul
        local.set $product1
        local.get $product1
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word1
        i32.xor
        local.get $seed
        i32.const -1879881855
        i32.add
        i32.xor
        local.set $word0
        local.get $product0
        i64.const 32
        i64.shr_u
        i32.wrap_i64
        local.get $word3
        i32.xor
        local.get $node
        i32.const -1767562579
        i32.add
        i32.xor
        local.set $word2
        local.get $product1
        i32.wrap_i64
        local.set $word1
        local.get $product0
        i32.wrap_i64
        local.set $word3
        local.get $word0
        i32x4.splat
        local.get $word1
        i32x4.replace_lane 1
        local.get $word2
        i32x4.replace_lane 2
        local.get $word3
        i32x4.replace_lane 3
        i32.const 8
        i32x4.shr_u
        f32x4.convert_i32x4_s
        v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
        f32x4.mul
        local.get 17
        f32x4.add
        f32x4.mul
        local.set 18
        local.get $element
        local.get 18
        v128.store offset=2064
        local.get $column
        i32.const 16
        i32.add
        local.tee $column
        i32.const 16
        i32.lt_u
        br_if 0
      end
      local.get $row
      i32.const 4
      i32.add
      local.tee $row
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $init-run (type 1)
    call $p_init_w
    i32.const 1824
    i32.const 0
    i32.store
    i32.const 1856
    i32.const 0
    i32.store
    i32.const 1888
    i32.const 0
    i32.store
    i32.const 1920
    i32.const 0
    i32.store
  )
  (func $a_init_V (type 1)
    (local $element i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=64
    local.set 13
    i32.const 0
    v128.load32_splat offset=68
    local.set 14
    i32.const 0
    local.set $element
    loop
      local.get 13
      local.get $element
      i32.const 4
      i32.shr_u
      local.set $block
      i32.const 0
      i32.load
      local.set 2
      i32.const 0
      i32.load offset=4
      local.set 3
      i32.const 0
      i32.load offset=8
      local.set 4
      i32.const 0
      i32.load offset=12
      local.set $seed
      i32.const -468965076
      local.set $node
      local.get 2
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $block
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 3
      i32.xor
      local.get $seed
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 4
      i32.xor
      local.get $node
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1640531527
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1150833019
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1013904242
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1993301258
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -626627285
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 842468239
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 2027808484
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -308364780
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 387276957
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1459197799
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1253254570
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1684936478
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1401181199
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 534103459
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -239350328
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -616729560
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1879881855
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1767562579
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i32x4.splat
      local.get $word1
      i32x4.replace_lane 1
      local.get $word2
      i32x4.replace_lane 2
      local.get $word3
      i32x4.replace_lane 3
      i32.const 8
      i32x4.shr_u
      f32x4.convert_i32x4_s
      v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
      f32x4.mul
      local.get 14
      f32x4.mul
      f32x4.add
      local.set 15
      local.get $element
      local.get 15
      v128.store offset=2000
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_g_e (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2016
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2032
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $a_init_refr (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 0xffffffff
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2048
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $rule_init_x (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2112
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 12
      i32.lt_u
      br_if 0
    end
  )
  (func $rule_init_y (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2128
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_V (type 1)
    (local $element i32)
    (local $block i32)
    (local i32)
    (local i32)
    (local i32)
    (local $seed i32)
    (local $node i32)
    (local $word0 i32)
    (local $word1 i32)
    (local $word2 i32)
    (local $word3 i32)
    (local $product0 i64)
    (local $product1 i64)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=72
    local.set 13
    i32.const 0
    v128.load32_splat offset=76
    local.set 14
    i32.const 0
    local.set $element
    loop
      local.get 13
      local.get $element
      i32.const 4
      i32.shr_u
      local.set $block
      i32.const 0
      i32.load
      local.set 2
      i32.const 0
      i32.load offset=4
      local.set 3
      i32.const 0
      i32.load offset=8
      local.set 4
      i32.const 0
      i32.load offset=12
      local.set $seed
      i32.const -418632219
      local.set $node
      local.get 2
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $block
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 3
      i32.xor
      local.get $seed
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get 4
      i32.xor
      local.get $node
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1640531527
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1150833019
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1013904242
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1993301258
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -626627285
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 842468239
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 2027808484
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -308364780
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 387276957
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1459197799
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1253254570
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 1684936478
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const 1401181199
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const 534103459
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -239350328
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -616729560
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i64.extend_i32_u
      i64.const 3528531795
      i64.mul
      local.set $product0
      local.get $word2
      i64.extend_i32_u
      i64.const 3449720151
      i64.mul
      local.set $product1
      local.get $product1
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word1
      i32.xor
      local.get $seed
      i32.const -1879881855
      i32.add
      i32.xor
      local.set $word0
      local.get $product0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.get $word3
      i32.xor
      local.get $node
      i32.const -1767562579
      i32.add
      i32.xor
      local.set $word2
      local.get $product1
      i32.wrap_i64
      local.set $word1
      local.get $product0
      i32.wrap_i64
      local.set $word3
      local.get $word0
      i32x4.splat
      local.get $word1
      i32x4.replace_lane 1
      local.get $word2
      i32x4.replace_lane 2
      local.get $word3
      i32x4.replace_lane 3
      i32.const 8
      i32x4.shr_u
      f32x4.convert_i32x4_s
      v128.const i32x4 0x33800000 0x33800000 0x33800000 0x33800000
      f32x4.mul
      local.get 14
      f32x4.mul
      f32x4.add
      local.set 15
      local.get $element
      local.get 15
      v128.store offset=2144
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_g_e (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2160
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2176
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $b_init_refr (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 0xffffffff
    local.set 1
    i32.const 0
    local.set $element
    loop
      local.get 1
      local.set 2
      local.get $element
      local.get 2
      v128.store offset=2192
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
  )
  (func $init-trial (type 1)
    call $a_init_V
    call $a_init_g_e
    call $a_init_g_i
    call $a_init_refr
    call $rule_init_x
    call $rule_init_y
    call $b_init_V
    call $b_init_g_e
    call $b_init_g_i
    call $b_init_refr
    i32.const 1824
    i32.const 0
    i32.store
    i32.const 1856
    i32.const 0
    i32.store
    i32.const 1888
    i32.const 0
    i32.store
    i32.const 1920
    i32.const 0
    i32.store
  )
  (func $hold (type 1)
    i32.const 1824
    i32.const 0
    i32.store
    i32.const 1856
    i32.const 0
    i32.store
    i32.const 1888
    i32.const 0
    i32.store
    i32.const 1920
    i32.const 0
    i32.store
  )
  (func $settle_a.g_e__a.g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=2016
        local.tee 3
        local.get 3
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 4
        local.get $element
        v128.load offset=2032
        local.tee 5
        local.get 5
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 6
        local.get $element
        v128.load offset=2016
        local.get 4
        i32x4.eq
        local.get $element
        v128.load offset=2032
        local.get 6
        i32x4.eq
        v128.and
        i32x4.all_true
        i32.eqz
        if
          local.get $element
          i32.const 4
          i32.shr_u
          i32.const 255
          i32.store8 offset=1840
        end
        local.get $element
        local.get 4
        v128.store offset=2016
        local.get $element
        local.get 6
        v128.store offset=2032
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 12
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $settle_rule.x (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=2112
        local.tee 3
        local.get 3
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 4
        local.get $element
        v128.load offset=2112
        local.get 4
        i32x4.eq
        i32x4.all_true
        i32.eqz
        if
          local.get $element
          i32.const 4
          i32.shr_u
          i32.const 255
          i32.store8 offset=1872
        end
        local.get $element
        local.get 4
        v128.store offset=2112
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 12
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $settle_rule.y (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=2128
        local.tee 3
        local.get 3
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 4
        local.get $element
        v128.load offset=2128
        local.get 4
        i32x4.eq
        i32x4.all_true
        i32.eqz
        if
          local.get $element
          i32.const 4
          i32.shr_u
          i32.const 255
          i32.store8 offset=1904
        end
        local.get $element
        local.get 4
        v128.store offset=2128
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 16
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $settle_b.g_e__b.g_i (type 1)
    (local $element i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      v128.const i32x4 0x0da24260 0x0da24260 0x0da24260 0x0da24260
      local.set 1
      v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
      local.set 2
      i32.const 0
      local.set $element
      loop
        local.get $element
        v128.load offset=2160
        local.tee 3
        local.set 4
        local.get $element
        v128.load offset=2176
        local.tee 5
        local.set 6
        local.get 4
        local.get 4
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 7
        local.get $element
        local.get 7
        v128.store offset=2160
        local.get 6
        local.get 6
        f32x4.abs
        local.get 1
        f32x4.lt
        v128.andnot
        local.set 8
        local.get $element
        local.get 8
        v128.store offset=2176
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        i32.const 16
        i32.lt_u
        br_if 0
      end
    else
    end
  )
  (func $a_flow__a_emit_spikes (type 1)
    (local $slot i32)
    (local $next i32)
    (local $look i32)
    (local $every i32)
    (local $awake i32)
    (local $noted i32)
    (local $group i32)
    (local $note i32)
    (local $left i32)
    (local $all i32)
    (local $element i32)
    (local $awake.1 i32)
    (local $bits i32)
    (local $element.1 i32)
    (local $bits.1 i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $slot
    local.set $next
    i32.const 0
    i32.load
    i32.const 63
    i32.and
    i32.eqz
    local.set $look
    i32.const 1824
    i32.load
    local.tee $noted
    i32.const 2
    i32.eq
    local.get $look
    i32.or
    local.tee $every
    local.get $noted
    i32.const 1
    i32.eq
    i32.or
    if
      i32.const 0
      local.set $awake
      i32.const 0
      i32.load
      i32x4.splat
      local.set 15
      i32.const 0
      v128.load32_splat offset=80
      local.set 16
      i32.const 0
      v128.load32_splat offset=84
      local.set 17
      i32.const 0
      v128.load32_splat offset=88
      local.set 18
      i32.const 0
      v128.load32_splat offset=92
      local.set 19
      i32.const 0
      v128.load32_splat offset=96
      local.set 20
      i32.const 0
      v128.load32_splat offset=100
      local.set 21
      i32.const 0
      v128.load32_splat offset=104
      local.set 22
      i32.const 0
      local.get $every
      i32.sub
      local.set $all
      i32.const 0
      local.set $group
      loop
        local.get $group
        v128.load offset=1840
        i8x16.bitmask
        local.get $all
        i32.or
        i32.const 65535
        i32.const 1
        local.get $group
        i32.const 0
        i32.ne
        select
        i32.and
        local.tee $left
        if
          loop
            local.get $group
            local.get $left
            i32.ctz
            i32.add
            local.tee $note
            i32.const 4
            i32.shl
            local.set $element
            local.get $element
            v128.load offset=2000
            local.tee 23
            local.get 16
            local.get 23
            f32x4.mul
            local.get 17
            local.get $element
            v128.load offset=2016
            local.tee 24
            f32x4.mul
            f32x4.add
            local.get 18
            local.get $element
            v128.load offset=2032
            local.tee 25
            f32x4.mul
            f32x4.add
            local.get 19
            f32x4.add
            local.get $element
            v128.load offset=2048
            local.get 15
            i32x4.gt_s
            v128.bitselect
            local.tee 26
            local.set 27
            local.get 20
            local.get 24
            f32x4.mul
            local.set 28
            local.get 21
            local.get 25
            f32x4.mul
            local.set 29
            local.get 26
            local.get 22
            f32x4.gt
            local.set 30
            local.get $every
            if
              local.get $element
              v128.load offset=2000
              local.get 27
              i32x4.eq
              i32x4.all_true
              if (result i32)
                local.get $element
                v128.load offset=2016
                local.get 28
                i32x4.eq
                local.get $element
                v128.load offset=2032
                local.get 29
                i32x4.eq
                v128.and
                i32x4.all_true
                i32.eqz
                local.get 30
                v128.any_true
                i32.or
                local.get $element
                v128.load offset=2048
                i32.const 0
                i32.load
                i32x4.splat
                i32x4.gt_s
                v128.any_true
                i32.or
              else
                i32.const 1
              end
              local.get $note
              i32.load8_u offset=1840
              i32.const 1
              i32.and
              local.get $look
              i32.eqz
              i32.and
              i32.or
              local.set $awake.1
              local.get $awake
              local.get $awake.1
              i32.add
              local.set $awake
              local.get $note
              i32.const 0
              local.get $awake.1
              i32.sub
              i32.store8 offset=1840
            end
            local.get 30
            i32x4.bitmask
            local.tee $bits
            if
              local.get $element
              i32.const 0
              i32.ge_u
              if
                local.get $element
                i32.const 12
                i32.lt_u
                i32.const 7
                i32.mul
                local.get $bits
                i32.and
                local.set $bits
              end
              block
                loop
                  local.get $bits
                  i32.eqz
                  br_if 1
                  local.get $next
                  local.get $element
                  i32.const 2
                  i32.shr_u
                  local.get $bits
                  i32.ctz
                  i32.add
                  i32.store offset=16
                  local.get $next
                  i32.const 4
                  i32.add
                  local.set $next
                  local.get $bits
                  local.get $bits
                  i32.const 1
                  i32.sub
                  i32.and
                  local.set $bits
                  br 0
                end
              end
            end
            local.get $element
            local.get 27
            v128.store offset=2000
            local.get $element
            local.get 28
            v128.store offset=2016
            local.get $element
            local.get 29
            v128.store offset=2032
            local.get $left
            local.get $left
            i32.const 1
            i32.sub
            i32.and
            local.tee $left
            br_if 0
          end
        end
        local.get $group
        i32.const 16
        i32.add
        local.tee $group
        i32.const 1
        i32.lt_u
        br_if 0
      end
      local.get $look
      if
        i32.const 0
        i32.const 1
        local.get $awake
        i32.const 1
        i32.shl
        i32.const 1
        i32.const 0
        i32.sub
        i32.gt_s
        select
        local.set $noted
        i32.const 1824
        local.get $noted
        i32.store
      end
    else
      i32.const 1824
      i32.const 0
      i32.store
      i32.const 0
      i32.load
      i32x4.splat
      local.set 31
      i32.const 0
      v128.load32_splat offset=80
      local.set 32
      i32.const 0
      v128.load32_splat offset=84
      local.set 33
      i32.const 0
      v128.load32_splat offset=88
      local.set 34
      i32.const 0
      v128.load32_splat offset=92
      local.set 35
      i32.const 0
      v128.load32_splat offset=96
      local.set 36
      i32.const 0
      v128.load32_splat offset=100
      local.set 37
      i32.const 0
      v128.load32_splat offset=104
      local.set 38
      i32.const 0
      local.set $element.1
      loop
        local.get $element.1
        v128.load offset=2000
        local.tee 39
        local.set 40
        local.get $element.1
        v128.load offset=2016
        local.tee 41
        local.set 42
        local.get $element.1
        v128.load offset=2032
        local.tee 43
        local.set 44
        local.get 40
        local.get 32
        local.get 40
        f32x4.mul
        local.get 33
        local.get 42
        f32x4.mul
        f32x4.add
        local.get 34
        local.get 44
        f32x4.mul
        f32x4.add
        local.get 35
        f32x4.add
        local.get $element.1
        v128.load offset=2048
        local.get 31
        i32x4.gt_s
        v128.bitselect
        local.tee 45
        local.set 46
        local.get $element.1
        local.get 46
        v128.store offset=2000
        local.get 36
        local.get 42
        f32x4.mul
        local.set 47
        local.get $element.1
        local.get 47
        v128.store offset=2016
        local.get 37
        local.get 44
        f32x4.mul
        local.set 48
        local.get $element.1
        local.get 48
        v128.store offset=2032
        local.get 45
        local.get 38
        f32x4.gt
        local.set 49
        local.get 49
        i32x4.bitmask
        local.tee $bits.1
        if
          local.get $element.1
          i32.const 0
          i32.ge_u
          if
            local.get $element.1
            i32.const 12
            i32.lt_u
            i32.const 7
            i32.mul
            local.get $bits.1
            i32.and
            local.set $bits.1
          end
          block
            loop
              local.get $bits.1
              i32.eqz
              br_if 1
              local.get $next
              local.get $element.1
              i32.const 2
              i32.shr_u
              local.get $bits.1
              i32.ctz
              i32.add
              i32.store offset=16
              local.get $next
              i32.const 4
              i32.add
              local.set $next
              local.get $bits.1
              local.get $bits.1
              i32.const 1
              i32.sub
              i32.and
              local.set $bits.1
              br 0
            end
          end
        end
        local.get $element.1
        i32.const 16
        i32.add
        local.tee $element.1
        i32.const 12
        i32.lt_u
        br_if 0
      end
    end
    local.get $slot
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $a_on_spikes (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $event.1 i32)
    (local $events_end.1 i32)
    (local $id.1 i32)
    (local i32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        i32.const 4
        i32.shr_u
        i32.const 255
        i32.store8 offset=1840
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event.1
    local.get $event.1
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end.1
    block
      loop
        local.get $event.1
        local.get $events_end.1
        i32.ge_u
        br_if 1
        local.get $event.1
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id.1
        i32.const 0
        f32.load offset=64
        local.set 7
        i32.const 0
        i32.load
        i32.const 0
        i32.load offset=108
        i32.add
        local.set 6
        local.get $id.1
        local.get 7
        f32.store offset=2000
        local.get $id.1
        local.get 6
        i32.store offset=2048
        local.get $event.1
        i32.const 4
        i32.add
        local.set $event.1
        br 0
      end
    end
  )
  (func $p_on_pre___b__rule_on_pre___p (type 1)
    (local $element i32)
    (local $column i32)
    (local $row i32)
    (local $element.1 i32)
    (local $row.1 i32)
    (local $start i32)
    (local $element.2 i32)
    (local $row.2 i32)
    (local $start.1 i32)
    (local $column.1 i32)
    (local $event i32)
    (local $events_end i32)
    (local $element.3 i32)
    (local $column.2 i32)
    (local $row.3 i32)
    (local $start.2 i32)
    (local $sound i32)
    (local $clear i32)
    (local $block i32)
    (local $next i32)
    (local $event.1 i32)
    (local $events_end.1 i32)
    (local $id i32)
    (local $next.1 i32)
    (local $stirred_end i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local $changed v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    v128.load32_splat offset=112
    local.set 25
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $events_end
        local.get $event
        i32.sub
        i32.const 8
        i32.lt_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.tee $row.1
        i32.const 4
        i32.mul
        local.set $start
        local.get $event
        i32.load offset=20
        i32.const 2
        i32.shl
        local.tee $row.2
        i32.const 4
        i32.mul
        local.set $start.1
        i32.const 0
        local.set $column.1
        loop
          local.get $start
          local.get $column.1
          i32.add
          local.set $element.1
          local.get $start.1
          local.get $column.1
          i32.add
          local.set $element.2
          local.get $column.1
          v128.load offset=2160
          local.get $element.1
          v128.load offset=2064
          local.get 25
          f32x4.mul
          f32x4.add
          local.set 26
          local.get 26
          local.get $element.2
          v128.load offset=2064
          local.get 25
          f32x4.mul
          f32x4.add
          local.set 27
          local.get $column.1
          local.get 27
          v128.store offset=2160
          local.get $column.1
          i32.const 16
          i32.add
          local.tee $column.1
          i32.const 16
          i32.lt_u
          br_if 0
        end
        local.get $event
        i32.const 8
        i32.add
        local.set $event
        br 0
      end
    end
    local.get $event
    local.get $events_end
    i32.lt_u
    if
      local.get $event
      i32.load offset=16
      i32.const 2
      i32.shl
      local.tee $row.1
      i32.const 4
      i32.mul
      local.set $start
      i32.const 0
      local.set $column.1
      loop
        local.get $start
        local.get $column.1
        i32.add
        local.set $element.1
        local.get $column.1
        v128.load offset=2160
        local.get $element.1
        v128.load offset=2064
        local.get 25
        f32x4.mul
        f32x4.add
        local.set 28
        local.get $column.1
        local.get 28
        v128.store offset=2160
        local.get $column.1
        i32.const 16
        i32.add
        local.tee $column.1
        i32.const 16
        i32.lt_u
        br_if 0
      end
    end
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    i32.load
    if
      i32.const 1920
      i32.load
      i32.eqz
      if
        i32.const 1920
        i32.const 1
        i32.store
        i32.const 1936
        i32.const 0
        i32.store
        i32.const 1968
        local.set $clear
        loop
          local.get $clear
          v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
          v128.store
          local.get $clear
          i32.const 16
          i32.add
          local.tee $clear
          i32.const 2000
          i32.lt_u
          br_if 0
        end
        i32.const 0
        local.set $column.2
        loop
          local.get $column.2
          v128.load offset=2128
          v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
          i32x4.eq
          i32x4.all_true
          i32.eqz
          if
            local.get $column.2
            i32.const 4
            i32.shr_u
            local.tee $block
            i32.load8_u offset=1968
            i32.eqz
            if
              local.get $block
              i32.const 1
              i32.store8 offset=1968
              i32.const 0
              i32.load offset=1936
              local.tee $next
              i32.const 2
              i32.shl
              local.get $block
              i32.const 4
              i32.shl
              i32.store offset=1952
              i32.const 0
              local.get $next
              i32.const 1
              i32.add
              i32.store offset=1936
            end
          end
          local.get $column.2
          i32.const 16
          i32.add
          local.tee $column.2
          i32.const 16
          i32.lt_u
          br_if 0
        end
      end
      i32.const 0
      v128.load32_splat offset=116
      local.set 30
      i32.const 0
      v128.load32_splat offset=120
      local.set 31
      i32.const 0
      v128.load32_splat offset=124
      local.set 32
      i32.const 1
      i32.const 0
      f32.load offset=168
      f32.const 0
      f32.gt
      i32.and
      i32.const 0
      f32.load offset=168
      f32.const inf
      f32.lt
      i32.and
      local.set $sound
      i32.const 0
      i32.load
      i32.const 15
      i32.add
      i32.const 16
      i32.rem_u
      i32.const 48
      i32.mul
      i32.const 288
      i32.add
      local.tee $event.1
      local.get $event.1
      i32.load
      i32.const 2
      i32.shl
      i32.add
      local.set $events_end.1
      block
        loop
          local.get $event.1
          local.get $events_end.1
          i32.ge_u
          br_if 1
          local.get $event.1
          i32.load offset=16
          i32.const 2
          i32.shl
          local.set $id
          local.get $id
          local.tee $row.3
          i32.const 4
          i32.mul
          local.set $start.2
          local.get $row.3
          i32.const 2
          i32.shr_u
          i32.load8_u offset=1984
          if
            i32.const 1936
            local.tee $next.1
            i32.const 0
            i32.load offset=1936
            i32.const 2
            i32.shl
            i32.add
            local.tee $stirred_end
            local.get $next.1
            i32.gt_u
            if
              loop
                local.get $next.1
                i32.load offset=16
                local.set $column.2
                local.get $start.2
                local.get $column.2
                i32.add
                local.set $element.3
                local.get $element.3
                v128.load offset=2064
                local.get 30
                local.get $column.2
                v128.load offset=2128
                f32x4.mul
                f32x4.add
                local.get 31
                f32x4.pmax
                local.get 32
                f32x4.pmin
                local.set 33
                local.get $element.3
                local.get 33
                v128.store offset=2064
                local.get $next.1
                i32.const 4
                i32.add
                local.tee $next.1
                local.get $stirred_end
                i32.lt_u
                br_if 0
              end
            end
          else
            v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
            local.set $changed
            i32.const 0
            local.set $column.2
            loop
              local.get $start.2
              local.get $column.2
              i32.add
              local.set $element.3
              local.get $element.3
              v128.load offset=2064
              local.get 30
              local.get $column.2
              v128.load offset=2128
              f32x4.mul
              f32x4.add
              local.get 31
              f32x4.pmax
              local.get 32
              f32x4.pmin
              local.set 34
              local.get $changed
              local.get 34
              local.get $element.3
              v128.load offset=2064
              v128.xor
              local.get $column.2
              v128.load offset=2128
              v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000
              i32x4.eq
              v128.and
              v128.or
              local.set $changed
              local.get $element.3
              local.get 34
              v128.store offset=2064
              local.get $column.2
              i32.const 16
              i32.add
              local.tee $column.2
              i32.const 16
              i32.lt_u
              br_if 0
            end
            local.get $row.3
            i32.const 2
            i32.shr_u
            local.get $changed
            v128.any_true
            i32.eqz
            local.get $sound
            i32.and
            i32.store8 offset=1984
          end
          local.get $event.1
          i32.const 4
          i32.add
          local.set $event.1
          br 0
        end
      end
    end
  )
  (func $rule_on_pre (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $event.1 i32)
    (local $events_end.1 i32)
    (local $id.1 i32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        i32.const 4
        i32.shr_u
        i32.const 255
        i32.store8 offset=1872
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    local.tee $event.1
    local.get $event.1
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end.1
    block
      loop
        local.get $event.1
        local.get $events_end.1
        i32.ge_u
        br_if 1
        local.get $event.1
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id.1
        i32.const 0
        f32.load offset=128
        local.get $id.1
        f32.load offset=2112
        f32.mul
        f32.const 1
        f32.add
        local.set 6
        local.get $id.1
        local.get 6
        f32.store offset=2112
        local.get $event.1
        i32.const 4
        i32.add
        local.set $event.1
        br 0
      end
    end
  )
  (func $b_flow__b_emit_spikes (type 1)
    (local $slot i32)
    (local $next i32)
    (local $element i32)
    (local $bits i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $slot
    local.set $next
    i32.const 0
    i32.load
    i32x4.splat
    local.set 4
    i32.const 0
    v128.load32_splat offset=132
    local.set 5
    i32.const 0
    v128.load32_splat offset=136
    local.set 6
    i32.const 0
    v128.load32_splat offset=140
    local.set 7
    i32.const 0
    v128.load32_splat offset=144
    local.set 8
    i32.const 0
    v128.load32_splat offset=148
    local.set 9
    i32.const 0
    v128.load32_splat offset=152
    local.set 10
    i32.const 0
    v128.load32_splat offset=156
    local.set 11
    i32.const 0
    local.set $element
    loop
      local.get $element
      v128.load offset=2144
      local.tee 12
      local.set 13
      local.get $element
      v128.load offset=2160
      local.tee 14
      local.set 15
      local.get $element
      v128.load offset=2176
      local.tee 16
      local.set 17
      local.get 13
      local.get 5
      local.get 13
      f32x4.mul
      local.get 6
      local.get 15
      f32x4.mul
      f32x4.add
      local.get 7
      local.get 17
      f32x4.mul
      f32x4.add
      local.get 8
      f32x4.add
      local.get $element
      v128.load offset=2192
      local.get 4
      i32x4.gt_s
      v128.bitselect
      local.tee 18
      local.set 19
      local.get $element
      local.get 19
      v128.store offset=2144
      local.get 9
      local.get 15
      f32x4.mul
      local.set 20
      local.get $element
      local.get 20
      v128.store offset=2160
      local.get 10
      local.get 17
      f32x4.mul
      local.set 21
      local.get $element
      local.get 21
      v128.store offset=2176
      local.get 18
      local.get 11
      f32x4.gt
      local.set 22
      local.get 22
      i32x4.bitmask
      local.tee $bits
      if
        block
          loop
            local.get $bits
            i32.eqz
            br_if 1
            local.get $next
            local.get $element
            i32.const 2
            i32.shr_u
            local.get $bits
            i32.ctz
            i32.add
            i32.store offset=16
            local.get $next
            i32.const 4
            i32.add
            local.set $next
            local.get $bits
            local.get $bits
            i32.const 1
            i32.sub
            i32.and
            local.set $bits
            br 0
          end
        end
      end
      local.get $element
      i32.const 16
      i32.add
      local.tee $element
      i32.const 16
      i32.lt_u
      br_if 0
    end
    local.get $slot
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $rule_on_post___p (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $block i32)
    (local $next i32)
    (local $element i32)
    (local $row i32)
    (local $column i32)
    (local $event.1 i32)
    (local $events_end.1 i32)
    (local $id.1 i32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        i32.const 4
        i32.shr_u
        local.tee $block
        i32.load8_u offset=1968
        i32.eqz
        if
          local.get $block
          i32.const 1
          i32.store8 offset=1968
          i32.const 0
          i32.load offset=1936
          local.tee $next
          i32.const 2
          i32.shl
          local.get $block
          i32.const 4
          i32.shl
          i32.store offset=1952
          i32.const 0
          local.get $next
          i32.const 1
          i32.add
          i32.store offset=1936
        end
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
    i32.const 0
    f32.load offset=160
    local.set 11
    i32.const 0
    f32.load offset=120
    local.set 12
    i32.const 0
    f32.load offset=124
    local.set 13
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event.1
    local.get $event.1
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end.1
    block
      loop
        local.get $event.1
        local.get $events_end.1
        i32.ge_u
        br_if 1
        local.get $event.1
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id.1
        local.get $id.1
        local.tee $column
        local.set $element
        i32.const 0
        local.set $row
        loop
          local.get $element
          f32.load offset=2064
          local.get 11
          local.get $row
          f32.load offset=2112
          f32.mul
          f32.add
          local.get 12
          local.set 15
          local.set 14
          local.get 15
          local.get 14
          local.get 14
          local.get 15
          f32.lt
          select
          local.get 13
          local.set 17
          local.set 16
          local.get 17
          local.get 16
          local.get 17
          local.get 16
          f32.lt
          select
          local.set 18
          local.get $element
          local.get 18
          f32.store offset=2064
          local.get $element
          i32.const 16
          i32.add
          local.set $element
          local.get $row
          i32.const 4
          i32.add
          local.tee $row
          i32.const 12
          i32.lt_u
          br_if 0
        end
        local.get $event.1
        i32.const 4
        i32.add
        local.set $event.1
        br 0
      end
    end
  )
  (func $rule_on_post__b_on_spikes (type 1)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $event.1 i32)
    (local $events_end.1 i32)
    (local $id.1 i32)
    (local $block i32)
    (local $next i32)
    (local $event.2 i32)
    (local $events_end.2 i32)
    (local $id.2 i32)
    (local i32)
    (local f32)
    (local f32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        i32.const 4
        i32.shr_u
        i32.const 255
        i32.store8 offset=1904
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event.1
    local.get $event.1
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end.1
    block
      loop
        local.get $event.1
        local.get $events_end.1
        i32.ge_u
        br_if 1
        local.get $event.1
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id.1
        local.get $id.1
        i32.const 4
        i32.shr_u
        local.tee $block
        i32.load8_u offset=1968
        i32.eqz
        if
          local.get $block
          i32.const 1
          i32.store8 offset=1968
          i32.const 0
          i32.load offset=1936
          local.tee $next
          i32.const 2
          i32.shl
          local.get $block
          i32.const 4
          i32.shl
          i32.store offset=1952
          i32.const 0
          local.get $next
          i32.const 1
          i32.add
          i32.store offset=1936
        end
        local.get $event.1
        i32.const 4
        i32.add
        local.set $event.1
        br 0
      end
    end
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    local.tee $event.2
    local.get $event.2
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end.2
    block
      loop
        local.get $event.2
        local.get $events_end.2
        i32.ge_u
        br_if 1
        local.get $event.2
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id.2
        i32.const 0
        f32.load offset=128
        local.get $id.2
        f32.load offset=2128
        f32.mul
        f32.const 1
        f32.add
        local.set 12
        i32.const 0
        f32.load offset=72
        local.set 13
        i32.const 0
        i32.load
        i32.const 0
        i32.load offset=172
        i32.add
        local.set 11
        local.get $id.2
        local.get 12
        f32.store offset=2128
        local.get $id.2
        local.get 13
        f32.store offset=2144
        local.get $id.2
        local.get 11
        i32.store offset=2192
        local.get $event.2
        i32.const 4
        i32.add
        local.set $event.2
        br 0
      end
    end
  )
  (func $rule_flow (type 1)
    (local $look i32)
    (local $every i32)
    (local $awake i32)
    (local $noted i32)
    (local $group i32)
    (local $note i32)
    (local $left i32)
    (local $all i32)
    (local $element i32)
    (local $awake.1 i32)
    (local $element.1 i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 63
    i32.and
    i32.eqz
    local.set $look
    i32.const 1856
    i32.load
    local.tee $noted
    i32.const 2
    i32.eq
    local.get $look
    i32.or
    local.tee $every
    local.get $noted
    i32.const 1
    i32.eq
    i32.or
    if
      i32.const 0
      local.set $awake
      i32.const 0
      v128.load32_splat offset=164
      local.set 11
      i32.const 0
      local.get $every
      i32.sub
      local.set $all
      i32.const 0
      local.set $group
      loop
        local.get $group
        v128.load offset=1872
        i8x16.bitmask
        local.get $all
        i32.or
        i32.const 65535
        i32.const 1
        local.get $group
        i32.const 0
        i32.ne
        select
        i32.and
        local.tee $left
        if
          loop
            local.get $group
            local.get $left
            i32.ctz
            i32.add
            local.tee $note
            i32.const 4
            i32.shl
            local.set $element
            local.get 11
            local.get $element
            v128.load offset=2112
            f32x4.mul
            local.set 12
            local.get $every
            if
              local.get $element
              v128.load offset=2112
              local.get 12
              i32x4.eq
              i32x4.all_true
              if (result i32)
                i32.const 0
              else
                i32.const 1
              end
              local.get $note
              i32.load8_u offset=1872
              i32.const 1
              i32.and
              local.get $look
              i32.eqz
              i32.and
              i32.or
              local.set $awake.1
              local.get $awake
              local.get $awake.1
              i32.add
              local.set $awake
              local.get $note
              i32.const 0
              local.get $awake.1
              i32.sub
              i32.store8 offset=1872
            end
            local.get $element
            local.get 12
            v128.store offset=2112
            local.get $left
            local.get $left
            i32.const 1
            i32.sub
            i32.and
            local.tee $left
            br_if 0
          end
        end
        local.get $group
        i32.const 16
        i32.add
        local.tee $group
        i32.const 1
        i32.lt_u
        br_if 0
      end
      local.get $look
      if
        i32.const 0
        i32.const 1
        local.get $awake
        i32.const 1
        i32.shl
        i32.const 1
        i32.const 0
        i32.sub
        i32.gt_s
        select
        local.set $noted
        i32.const 1856
        local.get $noted
        i32.store
      end
    else
      i32.const 1856
      i32.const 0
      i32.store
      i32.const 0
      v128.load32_splat offset=164
      local.set 13
      i32.const 0
      local.set $element.1
      loop
        local.get $element.1
        v128.load offset=2112
        local.set 14
        local.get 13
        local.get 14
        f32x4.mul
        local.set 15
        local.get $element.1
        local.get 15
        v128.store offset=2112
        local.get $element.1
        i32.const 16
        i32.add
        local.tee $element.1
        i32.const 12
        i32.lt_u
        br_if 0
      end
    end
  )
  (func $rule_flow.1 (type 1)
    (local $look i32)
    (local $every i32)
    (local $awake i32)
    (local $noted i32)
    (local $group i32)
    (local $note i32)
    (local $left i32)
    (local $all i32)
    (local $element i32)
    (local $awake.1 i32)
    (local $element.1 i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    i32.const 0
    i32.load
    i32.const 63
    i32.and
    i32.eqz
    local.set $look
    i32.const 1888
    i32.load
    local.tee $noted
    i32.const 2
    i32.eq
    local.get $look
    i32.or
    local.tee $every
    local.get $noted
    i32.const 1
    i32.eq
    i32.or
    if
      i32.const 0
      local.set $awake
      i32.const 0
      v128.load32_splat offset=168
      local.set 11
      i32.const 0
      local.get $every
      i32.sub
      local.set $all
      i32.const 0
      local.set $group
      loop
        local.get $group
        v128.load offset=1904
        i8x16.bitmask
        local.get $all
        i32.or
        i32.const 65535
        i32.const 1
        local.get $group
        i32.const 0
        i32.ne
        select
        i32.and
        local.tee $left
        if
          loop
            local.get $group
            local.get $left
            i32.ctz
            i32.add
            local.tee $note
            i32.const 4
            i32.shl
            local.set $element
            local.get 11
            local.get $element
            v128.load offset=2128
            f32x4.mul
            local.set 12
            local.get $every
            if
              local.get $element
              v128.load offset=2128
              local.get 12
              i32x4.eq
              i32x4.all_true
              if (result i32)
                i32.const 0
              else
                i32.const 1
              end
              local.get $note
              i32.load8_u offset=1904
              i32.const 1
              i32.and
              local.get $look
              i32.eqz
              i32.and
              i32.or
              local.set $awake.1
              local.get $awake
              local.get $awake.1
              i32.add
              local.set $awake
              local.get $note
              i32.const 0
              local.get $awake.1
              i32.sub
              i32.store8 offset=1904
            end
            local.get $element
            local.get 12
            v128.store offset=2128
            local.get $left
            local.get $left
            i32.const 1
            i32.sub
            i32.and
            local.tee $left
            br_if 0
          end
        end
        local.get $group
        i32.const 16
        i32.add
        local.tee $group
        i32.const 1
        i32.lt_u
        br_if 0
      end
      local.get $look
      if
        i32.const 0
        i32.const 1
        local.get $awake
        i32.const 1
        i32.shl
        i32.const 1
        i32.const 0
        i32.sub
        i32.gt_s
        select
        local.set $noted
        i32.const 1888
        local.get $noted
        i32.store
      end
    else
      i32.const 1888
      i32.const 0
      i32.store
      i32.const 0
      v128.load32_splat offset=168
      local.set 13
      i32.const 0
      local.set $element.1
      loop
        local.get $element.1
        v128.load offset=2128
        local.set 14
        local.get 13
        local.get 14
        f32x4.mul
        local.set 15
        local.get $element.1
        local.get 15
        v128.store offset=2128
        local.get $element.1
        i32.const 16
        i32.add
        local.tee $element.1
        i32.const 16
        i32.lt_u
        br_if 0
      end
    end
  )
  (func $tick (type 1)
    i32.const 0
    i32.load
    f32.convert_i32_s
    i32.const 0
    i32.load
    f32.convert_i32_s
    f32.const 0.0625
    f32.mul
    f32.floor
    f32.const 16
    f32.mul
    f32.eq
    if
      call $settle_a.g_e__a.g_i
      call $settle_rule.x
      call $settle_rule.y
      call $settle_b.g_e__b.g_i
    end
    call $a_flow__a_emit_spikes
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    i32.load
    if
      call $a_on_spikes
    end
    i32.const 0
    i32.load
    i32.const 15
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 288
    i32.add
    i32.load
    if
      call $p_on_pre___b__rule_on_pre___p
      call $rule_on_pre
    end
    call $b_flow__b_emit_spikes
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 48
    i32.mul
    i32.const 1056
    i32.add
    i32.load
    if
      call $rule_on_post___p
      call $rule_on_post__b_on_spikes
    end
    call $rule_flow
    call $rule_flow.1
  )
  (func $ticks (type 2) (param i32) (param i32)
    block
      loop
        local.get 0
        local.get 1
        i32.ge_s
        br_if 1
        i32.const 0
        local.get 0
        i32.store
        call $tick
        local.get 0
        i32.const 1
        i32.add
        local.set 0
        br 0
      end
    end
  )
  (export "init-run" (func $init-run))
  (export "init-trial" (func $init-trial))
  (export "hold" (func $hold))
  (export "tick" (func $tick))
  (export "ticks" (func $ticks))
)

